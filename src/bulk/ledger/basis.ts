import { createHash, createHmac } from 'node:crypto'
import { createRequire } from 'node:module'
import { LEFT_KINDS, LIMITS, REPORT_SCHEMA, type RulesetId } from '../../model/index.js'
import type { WorkerOptions } from '../pool/protocol.js'

/** What a screening depends on besides the document: when one of these changes, the document is screened again. */
export interface Basis {
  /** Schema of the stored screenings: that of the report which shows them, such as `secrecy-screen/report/v2`. */
  readonly schema: string
  /** Version of this program. */
  readonly version: string
  readonly ruleset: RulesetId
  /** The options that change a screening, as canonical JSON: see `optionsText`. */
  readonly options: string
}

/** The basis of screenings made now by this version, with these options; `today` is `YYYY-MM-DD`. */
export function currentBasis(ruleset: RulesetId, version: string, options: WorkerOptions, today: string): Basis {
  return { schema: REPORT_SCHEMA, version, ruleset, options: optionsText(options, today) }
}

/**
 * The options that change a screening, as JSON that is equal if and only if the options are. Not in it: the rules,
 * whose digest is in the ruleset. Waivers and the key are in it as digests. A waiver that has expired on `today`
 * (`YYYY-MM-DD`) differs from the same waiver before.
 */
export function optionsText(options: WorkerOptions, today: string): string {
  const { limits, left = {}, segmenter = 'auto', ocr = 'auto', waivers = [], key } = options
  const leftKeys = LEFT_KINDS.filter((kind) => left[kind] !== undefined).map((kind) => [kind, left[kind]])
  const inForce = waivers.map((waiver) => [waiver, waiver.expires !== undefined && waiver.expires < today])
  return JSON.stringify({
    segmenter,
    ocr: ocr === 'auto' && !ocrInstalled() ? 'off' : ocr,
    limits: { ...LIMITS, ...limits },
    ...((left.profile !== undefined || leftKeys.length > 0) && { left: [left.profile ?? 'publish', ...leftKeys] }),
    ...(waivers.length > 0 && { waivers: createHash('sha256').update(JSON.stringify(inForce)).digest('hex') }),
    ...(key && { key: createHmac('sha256', key).update('secrecy-screen ledger key').digest('hex').slice(0, 16) }),
  })
}

/** With `ocr: auto`, pictures are read as soon as the optional packages are installed, which changes the basis. */
function ocrInstalled(): boolean {
  const { resolve } = createRequire(import.meta.url)
  try {
    return ['onnxruntime-node', 'paddleocr'].every((name) => resolve(name))
  } catch {
    return false
  }
}

const texts = new WeakMap<Basis, string>()

/** A basis as canonical JSON: two texts are equal if and only if the bases are. */
export function basisText(basis: Basis): string {
  const text = texts.get(basis) ?? canonicalJson(basis)
  texts.set(basis, text)
  return text
}

function canonicalJson({ schema, version, ruleset, options }: Basis): string {
  const lexicons = ruleset.lexicons.map((lexicon) => ({ id: lexicon.id, version: lexicon.version }))
  return JSON.stringify({ schema, version, ruleset: { digest: ruleset.digest, lexicons }, options })
}

/** A basis as ledgers and queues stored it before it named a schema. */
interface BasisV1 {
  readonly ruleset: RulesetId
  readonly engine: string
  readonly options: string
}

export const SCHEMA_V1 = 'secrecy-screen/report/v1'

/** Reads a stored basis. One without a schema is of version 1. */
export function upgradeBasis(stored: Basis | BasisV1): Basis {
  if ('schema' in stored) return stored
  const { ruleset, engine, options } = stored
  return { schema: SCHEMA_V1, version: engine, ruleset, options }
}

/** Reads the text of a stored basis; text that is none gives a basis whose fields are empty. */
export function readBasis(stored: string): Basis {
  try {
    const basis = upgradeBasis(JSON.parse(stored) as Basis)
    const texts = [basis.schema, basis.version, basis.options, basis.ruleset.digest]
    if (texts.every((one) => typeof one === 'string') && Array.isArray(basis.ruleset.lexicons)) return basis
  } catch {
    // Not written by this program.
  }
  return { schema: '', version: '', ruleset: { digest: '', lexicons: [] }, options: '' }
}
