import type { PolicyMessages } from './policy-catalogue.js'

/** What is said about the policy in Chinese. */
export const policyZhCn: PolicyMessages = {
  policy: {
    weakenings: {
      'no-default-lexicons': '不使用随程序提供的规则',
      'fail-on': '只有 {severity} 级的发现才计入',
      'allow-incomplete': '有内容未检查时不影响退出状态',
      'rule-disabled': '词库 {lexicon} 停用规则 {rule}',
      'severity-lowered': '词库 {lexicon} 把规则 {rule} 降为 {severity}',
      'terms-removed': '词库 {lexicon} 删去规则 {rule} 的词语或增加例外：{count} 个',
      'left-lowered': '降低了 {count} 类遗留内容的级别',
      'unkeyed-waivers': '豁免记录没有密钥保护：{count} 条',
    },
    unused: {
      'no-key': '{kind} {path} 没有使用：没有密钥（--key 文件，或 SCREEN_KEY_FILE）',
      'not-named': '{kind} {path} 没有使用：设有 CI 时，须用 --config、--waivers、--key 或 --policy 指定',
    },
    kinds: { configuration: '配置', lexicon: '词库', waivers: '豁免记录', 'signing-key': '签名公钥', key: '指纹密钥' },
    sources: {
      'shipped': '随程序提供', 'command-line': '命令行', 'found': '在工作文件夹或其上级找到', 'commit': '提交',
      'folder': '--policy 指定的文件夹',
    },
    says: {
      weakened: '检查要求被放宽：{list}。',
      files: '检查策略：{list}',
      digest: '检查策略 {digest}',
      file: '文件',
      byDefault: '默认',
      setting: '设置', value: '值', source: '来源', kind: '类别',
      on: '是', off: '否',
    },
  },
}
