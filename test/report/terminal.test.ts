import { describe, expect, it } from 'vitest'
import { LANGUAGES, renderTerminal, type TerminalOptions } from '../../src/report/index.js'
import { width } from '../../src/report/text/index.js'
import type { ReasonCode, RemarkCode, Screening } from '../../src/model/index.js'
import { BLOCKED, finding, HEAD, INCOMPLETE, screening } from './screenings.js'

const PLAIN: TerminalOptions = { language: 'zh-CN', color: false, columns: 80, showSuppressed: false, allowIncomplete: false }

function render(screenings: readonly Screening[], options: Partial<TerminalOptions> = {}): string {
  return renderTerminal(HEAD, screenings, { ...PLAIN, ...options })
}

describe('the terminal report', () => {
  it('says the verdict first, then findings by gravity with place, ground and action, gaps, advice and counts', () => {
    expect(render([BLOCKED, screening()])).toBe(`\
【不得公开】 发现不得原样公开的内容。

✗ 不得公开 a.zip!b.docx docx · 1,234 字节
  不得公开 1 处
    • 国家秘密标志 · 机密 · 第 2 页 第 3 段 · 页眉 (word/header1.xml)
      内容 ⟦机密★5年⟧
      依据 保守国家秘密法 第二十二条
      理由 密级、★与保密期限齐全（机密）；位于页眉
      处置 不予公开：不得发布
      规则 mark.state-secret · 指纹 0123456789abcdef0123456789abcdef
  需要复核 1 处
    • 国家秘密标志 · 机密 · 第 2 页 第 3 段 · 页眉 (word/header1.xml) · 已删除但
      仍留在文件中
      内容 ⟦机密★5年⟧
      依据 保守国家秘密法 第二十二条
      理由 密级、★与保密期限齐全（机密）；位于页眉
      处置 不予公开：不得发布
      规则 mark.state-secret · 指纹 0123456789abcdef0123456789abcdef
  未检查 1 处
    ! word/media/image1.png：图片中的文字未识别
✓ 未发现问题 a.txt text · 1,234 字节

怎么办
  发现国家秘密标志：请立即停止公开流程，不要复制、转发或上传该文件；涉密文件不得
  在连接互联网的设备上处理（保守国家秘密法第三十一条）。保留原件，报告本单位保密
  工作机构；确属误标的，由其按规定更正。
  有需要复核的内容：由保密审查人员逐项判断并留存记录；不能确定的，报有关主管部门
  或者保密行政管理部门确定（政府信息公开条例第十七条）。
  有内容未能检查：请人工查看所列未检查部分，或转换为可读格式后重新检查。

说明
  分词组件 nodejieba 在本机无法加载：需要核对词语边界的规则未能核对，相关发现一
  律保留待人工复核，误报可能增多，但不会漏报。
  另有 1 处命中经判断排除，用 --show-suppressed 查看。

合计
  文件 2 · 不得公开 1 · 需要复核 0 · 检查不完整 0 · 未发现问题 1
  secrecy-screen 0.0.1 · 规则集 sha256:abababababab · 词库 1 个
`)
  })

  it('gives each clear document one line', () => {
    const lines = render([screening({ path: 'a' }), screening({ path: 'b' }), screening({ path: 'c' })]).split('\n')
    expect(lines.slice(0, 4)).toEqual([
      '【未发现问题】 全部内容均已检查，未发现涉密或不宜公开的标记。',
      '✓ 未发现问题 a text · 1,234 字节', '✓ 未发现问题 b text · 1,234 字节', '✓ 未发现问题 c text · 1,234 字节',
    ])
  })

  it('never advises to publish what was not examined', () => {
    const text = render([INCOMPLETE])
    expect(text).toContain('【检查不完整】 已检查部分未发现问题，但有内容未能检查，不能据此公开。')
    expect(text).toContain('! 整个文件：不支持这种文件格式')
    expect(text).not.toContain('全部内容均已检查')
  })

  it('lists suppressed hits with their reasons, when asked', () => {
    expect(render([BLOCKED], { showSuppressed: true })).toMatch(/已排除 1 处[^]*跨越词语边界/)
  })

  it('says that incomplete screenings are let pass', () => {
    expect(render([INCOMPLETE], { allowIncomplete: true })).toContain('已使用 --allow-incomplete')
  })

  it('shows a waiver with its reason, approver and end', () => {
    const waiver = { reason: '样例文件', approver: '李四', expires: '2030-01-01' }
    expect(render([screening({ suppressed: [finding({ waiver })] })], { showSuppressed: true }))
      .toContain('豁免 样例文件（批准：李四，有效期至 2030-01-01）')
  })

  it('shows the text around a match where it was given, and lets it give way to the width', () => {
    const context = { before: '前'.repeat(60), after: '后'.repeat(60) }
    const line = render([screening({ verdict: 'block', findings: [finding({ context })] })]).split('\n').find((one) => one.includes('⟦'))!
    expect(line).toMatch(/…前+⟦机密★5年⟧后+…$/)
    expect(width(line)).toBeLessThanOrEqual(80)
  })

  it.each(LANGUAGES.flatMap((language) => [40, 60, 100].map((columns) => [language, columns] as const)))(
    'keeps within the width in %s at %i columns, but for paths and fingerprints',
    (language, columns) => {
      const lines = render([BLOCKED, INCOMPLETE], { language, columns, showSuppressed: true }).split('\n')
      const wide = lines.filter((line) => width(line) > columns && !/a\.zip!b\.docx|·/.test(line))
      expect(wide).toEqual([])
    },
  )

  it('counts what is too much to list', () => {
    const findings = Array.from({ length: 60 }, () => finding())
    const text = render([screening({ verdict: 'block', findings })])
    expect(text.match(/•/g)).toHaveLength(50)
    expect(text).toContain('另有 10 处未在此列出')
  })

  it('uses colours only when told to', () => {
    expect(render([BLOCKED])).not.toContain('\u001b')
    expect(render([BLOCKED], { color: true })).toContain('\u001b[')
  })

  it('lets nothing of a hostile document act on the terminal', () => {
    const evil = 'x\u001b[2J\u009b1m\r\n\u202e\u2066'
    const text = render([screening({
      path: evil, format: 'zip', verdict: 'block',
      findings: [finding({
        match: evil, rule: evil, basis: [evil], title: { 'zh-CN': evil, en: evil },
        location: { kind: 'cell', sheet: evil, cell: evil, name: evil }, context: { before: evil, after: evil },
        reasons: [{ code: evil as ReasonCode, args: { word: evil } }, { code: 'inside-safe-word', args: { word: evil } }],
        waiver: { reason: evil, approver: evil },
      })],
      gaps: [{ piece: evil, reason: 'damaged', args: { [evil]: evil } as object }], remarks: [evil as RemarkCode],
    })])
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
    expect(text).not.toContain('x\n')
  })
})
