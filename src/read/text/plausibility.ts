/**
 * Characters that occur on every Chinese page: the most frequent ones of modern text with their traditional forms, the
 * vocabulary of official documents, punctuation. Mojibake is spread over 20,000 characters and rarely hits these.
 */
const COMMON =
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如' +
  '水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或' +
  '但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较' +
  '将组见计别她手角期根论运农指六九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认八千' +
  '密秘绝省市县委厅局院办文件号印发通知意见报告请示批复工作单位人员信息公开审查保护安全规定办法条例办公室附录年月日元' +
  '這個國時來們會發動過說產種進著經電業開還義關線內數質氣變條沒結問建無係軍題黨總員設長圖統級處門極區戰對學體實機當應樣與' +
  '見計別運農強將隊則東導壓濟階術聯認絕縣廳辦號報請單護審規條後為從兩點' +
  '，。、；：“”‘’（）《》〔〕！？—…·★　ⅠⅡⅢ①②③　０１２３４５６７８９'

let common: Set<number> | undefined

/** The share of common characters among the first 20,000 beyond ASCII, 0 to 1; 0 where there are none. */
export function plausibility(text: string): number {
  common ??= new Set([...COMMON].map((character) => character.charCodeAt(0)))
  let beyond = 0
  let hits = 0
  for (let at = 0; at < text.length && beyond < 20_000; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0x80) continue
    beyond++
    if (common.has(unit)) hits++
  }
  return beyond === 0 ? 0 : hits / beyond
}

/** Number of characters beyond ASCII, at most `most`. */
export function beyondAscii(text: string, most: number): number {
  let beyond = 0
  for (let at = 0; at < text.length && beyond < most; at++) if (text.charCodeAt(at) >= 0x80) beyond++
  return beyond
}
