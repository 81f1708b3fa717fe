/**
 * CJK radicals U+2E81–2EF3 and the ideographs they look like, from Unicode's EquivalentUnifiedIdeograph.txt: the pairs
 * whose ideograph is in the Basic Multilingual Plane. Radicals are written as code points, since editors and fonts
 * confuse the two. NFKC maps the Kangxi radicals U+2F00–2FD5, so they need no list.
 */
export const RADICALS: ReadonlyMap<string, string> = pairs((entry) => [
  String.fromCharCode(parseInt(entry.slice(0, 4), 16)), entry.slice(4),
], `
  2E81厂 2E82乛 2E83乚 2E84乙 2E85亻 2E86冂 2E88刀 2E89刂 2E8A卜 2E8B㔾 2E8C小 2E8D小 2E8E兀 2E8F尣 2E90尢 2E92巳
  2E93幺 2E94彑 2E96忄 2E97心 2E98扌 2E99攵 2E9B旡 2E9C日 2E9D月 2E9E歺 2E9F母 2EA0民 2EA1氵 2EA2氺 2EA3灬 2EA4爫
  2EA5爫 2EA6丬 2EA7牛 2EA8犭 2EA9王 2EAB目 2EAC示 2EAD礻 2EAF糹 2EB0纟 2EB1罓 2EB2罒 2EB3㓁 2EB4冗 2EB6羊 2EB9耂
  2EBA肀 2EBB聿 2EBC肉 2EBE艹 2EBF艹 2EC0艹 2EC1虎 2EC2衤 2EC3覀 2EC4西 2EC5见 2EC6角 2EC8讠 2EC9贝 2ECB车 2ECC辶
  2ECD辶 2ECE辶 2ECF邑 2ED0钅 2ED1長 2ED2镸 2ED3长 2ED4门 2ED6阝 2ED7雨 2ED8青 2ED9韦 2EDA页 2EDB风 2EDC飞 2EDD食
  2EDF飠 2EE0饣 2EE2马 2EE3骨 2EE4鬼 2EE5鱼 2EE6鸟 2EE7卤 2EE8麦 2EE9黄 2EEA黾 2EEB斉 2EEC齐 2EED歯 2EEE齿 2EEF竜
  2EF0龙 2EF1龜 2EF2亀 2EF3龟
`)

/** Variants (异体字) and old print forms found in Chinese texts but not in OpenCC's tables, each with its current form. */
export const VARIANTS: ReadonlyMap<string, string> = pairs((entry) => [entry.charAt(0), entry.slice(1)], `
  戸户 敎教 淸清 靑青 飮饮 尙尚 吿告 鬭斗 闘斗 栁柳 籖签 兎兔 囯国 圀国 欵款 慙惭 槪概 愼慎 旣既 鄕乡 郷乡
  郞郎 緖绪 硏研 倂并 甁瓶 餠饼 擧举 挙举 飜翻 萠萌 徧遍 粃秕 荅答 戱戏 鉱矿 鑛矿 渋涩 澁涩 甦苏 衞卫 枱台 粧妆 糭粽
`)

function pairs(parse: (entry: string) => readonly [string, string], text: string): ReadonlyMap<string, string> {
  return new Map(text.trim().split(/\s+/).map(parse))
}
