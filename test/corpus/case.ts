import type { Category, GapReason, Severity, Verdict, Visibility, PartKind } from '../../src/model/index.js'

/** A finding that a labelled document must give. Absent properties are not compared. */
export interface ExpectedFinding {
  readonly category: Category
  readonly severity: Severity
  /** The unmasked text of the document. All identities are synthetic. */
  readonly match: string
  readonly part?: PartKind
  readonly visibility?: Visibility
}

/** The content of a case's `expected.json`. */
export interface Expected {
  /** The subject of the case, in one sentence. */
  readonly about: string
  /** The name of the document, if it is part of the case. */
  readonly name?: string
  readonly verdict: Verdict
  /** All findings of `block` and `review`; notes only if the case is about them. */
  readonly findings: readonly ExpectedFinding[]
  /** The reasons of all gaps, sorted, without duplicates. */
  readonly gaps: readonly GapReason[]
}

/** A labelled document: a folder of corpus/. */
export interface Case {
  /** Starts with the verdict. */
  readonly folder: string
  /** `input.txt`, `input.docx` … */
  readonly file: string
  readonly bytes: Uint8Array
  readonly expected: Expected
}

/** What must come out, besides the verdict. */
interface Expectations {
  readonly findings?: readonly ExpectedFinding[]
  readonly gaps?: readonly GapReason[]
  readonly name?: string
}

/** A row of a case table. The verdict is the first word of the folder name. */
export function row(
  folder: `${Verdict}-${string}`,
  extension: string,
  about: string,
  input: string | Uint8Array,
  { findings = [], gaps = [], name }: Expectations = {},
): Case {
  const verdict = folder.slice(0, folder.indexOf('-')) as Verdict
  return {
    folder,
    file: `input.${extension}`,
    bytes: typeof input === 'string' ? Buffer.from(input, 'utf8') : input,
    expected: { about, ...(name !== undefined && { name }), verdict, findings, gaps },
  }
}

/** The expected finding of a state-secret mark. */
export function mark(match: string, where: Pick<ExpectedFinding, 'part' | 'visibility'> = {}): ExpectedFinding {
  return { category: 'state-secret', severity: 'block', match, ...where }
}

/** The text of an official document (公文) by GB/T 9704: head, title, body, signature. */
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
