import type { OutputMessages } from './output-catalogue.js'

/** The text of the CSV and HTML reports in Chinese. */
export const outputZhCn: OutputMessages = {
  columns: {
    document: '文件', verdict: '结论', kind: '类别', severity: '级别', title: '事项', level: '密级', match: '内容',
    place: '位置', visibility: '可见性', category: '性质', basis: '依据', disposition: '处置', reasons: '理由',
    waiver: '豁免', rule: '规则', fingerprint: '指纹', sha256: '文件摘要（SHA-256）', finding: '发现', gap: '未检查',
    waived: '已豁免',
  },
  page: {
    title: '保密审查检查报告',
    masked: '数值已遮蔽，报告不含文件中的语句。',
    revealed: '本报告显示原文（--reveal），请按文件本身的要求保管。',
    coverage: '检查范围',
    coverageWhole: '{documents} 个文件的全部内容均已检查。',
    coveragePart: '{documents} 个文件中有 {gaps} 处未能检查，见各文件下所列。',
    filter: '显示',
    search: '查找文件、位置、依据',
    nothingShown: '没有符合条件的内容。',
    suppressedNote: '经判断排除',
    lexicons: '词库',
    files: '个文件',
    preview: '预览：正文，标出发现的位置',
    toPreview: '在预览中查看',
    previewCut: '文件较长，预览只到这里。',
    previewLeft: '另有 {count} 页有发现，未列入预览。',
    previewTooBig: '报告已很大，这个文件没有预览。',
    category: '性质',
    any: '全部',
  },
}
