import type { Category, GapReason, Severity, Verdict, Visibility, PartKind } from '../../src/model/index.js'

/** A finding a labelled document must give. What is absent does not matter. */
export interface ExpectedFinding {
  readonly category: Category
  readonly severity: Severity
  /** The text found, as it stands in the document (all identities here are synthetic). */
  readonly match: string
  readonly part?: PartKind
  readonly visibility?: Visibility
}

/** What `expected.json` of a case holds. */
export interface Expected {
  /** What the case is about, in one sentence. */
  readonly about: string
  /** Name the document comes under, where that is part of the case. */
  readonly name?: string
  readonly verdict: Verdict
  /** All findings of `review` and graver; notes only where the case is about them. */
  readonly findings: readonly ExpectedFinding[]
  /** Reasons of all gaps, sorted, each once. */
  readonly gaps: readonly GapReason[]
}

/** One labelled document: a folder of corpus/. */
export interface Case {
  /** Begins with the verdict. */
  readonly folder: string
  /** `input.txt`, `input.docx` … */
  readonly file: string
  readonly bytes: Uint8Array
  readonly expected: Expected
}

interface Told {
  readonly findings?: readonly ExpectedFinding[]
  readonly gaps?: readonly GapReason[]
  readonly name?: string
}

/** A row of a case table: verdict and name, ending, what it is about, the document, what must come out. */
export function row(
  folder: `${Verdict}-${string}`,
  ending: string,
  about: string,
  input: string | Uint8Array,
  { findings = [], gaps = [], name }: Told = {},
): Case {
  const verdict = folder.slice(0, folder.indexOf('-')) as Verdict
  return {
    folder,
    file: `input.${ending}`,
    bytes: typeof input === 'string' ? Buffer.from(input, 'utf8') : input,
    expected: { about, ...(name !== undefined && { name }), verdict, findings, gaps },
  }
}

/** The finding of a state-secret mark. */
export function mark(match: string, where: Pick<ExpectedFinding, 'part' | 'visibility'> = {}): ExpectedFinding {
  return { category: 'state-secret', severity: 'block', match, ...where }
}

/** Text of an official document (公文) after GB/T 9704: head, title, body, signature. */
export function officialDocument(parts: {
  readonly head?: readonly string[]
  readonly number?: string
  readonly title?: string
  readonly body?: readonly string[]
  readonly tail?: readonly string[]
} = {}): string {
  const {
    head = [], number = '云泽府办发〔2025〕17号', title = '关于开展农村公路养护检查的通知',
    body = ['各乡镇人民政府、县直各部门：', '为进一步做好农村公路养护工作，现将有关事项通知如下。', '一、检查范围为全县县道、乡道和村道。'],
    tail = ['云泽县人民政府办公室', '2025年6月12日'],
  } = parts
  return [...head, '云泽县人民政府办公室文件', number, '', title, '', ...body, '', ...tail, ''].join('\n')
}
