/** The printed words of the review form. */
export interface Labels {
  readonly title: string
  readonly unit: string
  readonly serial: string
  readonly day: string
  readonly document: string
  readonly number: string
  readonly signers: string
  readonly issued: string
  readonly format: string
  readonly file: string
  readonly digest: string
  readonly size: string
  readonly tool: string
  readonly ruleset: string
  readonly attribute: string
  readonly attributes: string
  readonly stated: string
  readonly channel: string
  readonly channels: string
  readonly verdict: string
  readonly coverage: string
  readonly found: string
  readonly columns: readonly [string, string, string, string, string]
  readonly nothing: string
  readonly opinion: string
  readonly choices: string
  readonly signature: string
}

export const LABELS: Readonly<Record<'zh-CN' | 'en', Labels>> = {
  'zh-CN': {
    title: '政府信息公开保密审查表',
    unit: '填表单位：', serial: '编号：', day: '检查日期：',
    document: '信息标题', number: '发文字号', signers: '签发人', issued: '成文日期', format: '文件格式', file: '文件名称', digest: '文件摘要（SHA-256）',
    size: '文件大小', tool: '检查程序', ruleset: '规则集',
    attribute: '公开属性', attributes: '□ 主动公开　　□ 依申请公开　　□ 不予公开', stated: '文件自标：',
    channel: '公开渠道', channels: '□ 政府网站　　□ 政务新媒体　　□ 公报　　□ 其他：',
    verdict: '检查结论', coverage: '检查范围', found: '检查发现',
    columns: ['序号', '事项与内容', '位置', '依据', '处置与建议'],
    nothing: '未发现涉密或不宜公开的内容。',
    opinion: '意见', choices: '□ 同意公开　　□ 修改后公开　　□ 不同意公开', signature: '签字：　　　　　　　　　　　年　　月　　日',
  },
  'en': {
    title: 'Secrecy Review before Disclosure',
    unit: 'Unit: ', serial: 'No.: ', day: 'Screened: ',
    document: 'Title', number: 'Document number', signers: 'Signed off by', issued: 'Date of issue', format: 'Format',
    file: 'File name', digest: 'Digest (SHA-256)',
    size: 'Size', tool: 'Program', ruleset: 'Ruleset',
    attribute: 'Disclosure', attributes: '□ proactive    □ on application    □ withheld', stated: 'stated: ',
    channel: 'Channel', channels: '□ website    □ social media    □ gazette    □ other:',
    verdict: 'Verdict', coverage: 'Coverage', found: 'Findings',
    columns: ['No.', 'What was found', 'Place', 'Basis', 'Action'],
    nothing: 'Nothing was found that must not or may not be disclosed.',
    opinion: '', choices: '□ publish    □ publish after changes    □ do not publish',
    signature: 'Signature: __________________    Date: ______________',
  },
}
