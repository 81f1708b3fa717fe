import type { Finding, Screening } from '../../src/model/index.js'
import type { ReportHead } from '../../src/report/index.js'

export const HEAD: ReportHead = {
  tool: { name: 'secrecy-screen', version: '0.0.1' },
  ruleset: { digest: `sha256:${'ab'.repeat(32)}`, lexicons: [{ id: 'marks', version: '1' }] },
}

/** A finding with everything a report can show. */
export function finding(change: Partial<Finding> = {}): Finding {
  return {
    rule: 'mark.state-secret',
    category: 'state-secret',
    severity: 'block',
    level: '机密',
    title: { 'zh-CN': '国家秘密标志', en: 'State-secret mark' },
    match: '机密★5年',
    visibility: 'visible',
    location: { kind: 'header', name: 'word/header1.xml', page: 2, paragraph: 3 },
    basis: ['保守国家秘密法 第二十二条'],
    disposition: '不予公开',
    reasons: [{ code: 'mark-complete', args: { level: '机密', term: 'period' } }, { code: 'in-header' }],
    fingerprint: '0123456789abcdef0123456789abcdef',
    ...change,
  }
}

export function screening(change: Partial<Screening> = {}): Screening {
  return {
    path: 'a.txt', sha256: '00'.repeat(32), format: 'text', bytes: 1234, verdict: 'clear', findings: [], gaps: [],
    suppressed: [], remarks: [], ...change,
  }
}

export const BLOCKED = screening({
  path: 'a.zip!b.docx', format: 'docx', verdict: 'block',
  findings: [finding(), finding({ severity: 'review', visibility: 'deleted' })],
  gaps: [{ piece: 'word/media/image1.png', reason: 'image-not-read' }],
  suppressed: [finding({ match: '机密', reasons: [{ code: 'cuts-word' }] })],
  remarks: ['word-edges-unchecked'],
})

export const INCOMPLETE = screening({
  path: 'c.bin', format: 'unknown', verdict: 'incomplete', gaps: [{ piece: '', reason: 'format-not-supported' }],
})
