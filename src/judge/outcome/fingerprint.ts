import { createHmac, hash } from 'node:crypto'
import type { Part, Rule, Span } from '../../model/index.js'
import { foldedValue, openWindow } from '../context/window.js'

const LENGTH = 32
/** Folded characters on each side that distinguish findings of the same value. */
const CONTEXT = 16

/**
 * Computes fingerprints of findings: 32 hex digits.
 *
 * With a key: HMAC-SHA-256 over the rule, the file name, the folded value and 16 folded characters on each side. It
 * survives edits elsewhere in the document and a move to another folder. The same mark in another file has another
 * fingerprint. Without the key, numbers cannot be tried against it.
 *
 * Without a key: SHA-256 over the document's hash, the rule, the part and the number of earlier findings of the rule.
 * The value is left out, because a number of eighteen digits could be found by trial. Any edit changes the fingerprint.
 */
export class Fingerprints {
  readonly #ordinals = new Map<string, number>()

  constructor(
    readonly document: { readonly path: string; readonly sha256: string },
    readonly key: Uint8Array | undefined,
  ) {}

  /** Call once for each finding, in the order of the report. */
  next(rule: Rule, part: Part, span: Span): string {
    return this.key ? this.#withKey(this.key, rule, part, span) : this.#withoutKey(rule, part)
  }

  #withKey(key: Uint8Array, rule: Rule, part: Part, span: Span): string {
    const { before, after } = openWindow(part.text, span)
    const context = [before.replace(/\s/g, '').slice(-CONTEXT), after.replace(/\s/g, '').slice(0, CONTEXT)]
    const fields = [rule.id, fileName(this.document.path), foldedValue(part.text, span), ...context]
    return createHmac('sha256', key).update(JSON.stringify(fields)).digest('hex').slice(0, LENGTH)
  }

  #withoutKey(rule: Rule, part: Part): string {
    const ordinal = this.#ordinals.get(rule.id) ?? 0
    this.#ordinals.set(rule.id, ordinal + 1)
    const facts = [this.document.sha256, rule.id, part.kind, part.name, ordinal]
    return hash('sha256', JSON.stringify(facts)).slice(0, LENGTH)
  }
}

/**
 * The fingerprint of what is left in a document. With a key it holds as long as the file name and the content of the
 * kind stay the same; without one, for one version of the document.
 * @param content hash of all texts of the kind
 */
export function leftFingerprint(
  document: { readonly path: string; readonly sha256: string }, rule: string, content: string,
  key: Uint8Array | undefined,
): string {
  const fields = key ? [rule, fileName(document.path), content] : [document.sha256, rule]
  const text = JSON.stringify(fields)
  const digest = key ? createHmac('sha256', key).update(text).digest('hex') : hash('sha256', text)
  return digest.slice(0, LENGTH)
}

/** The file name, with the whole path inside a container: `报告.zip!附件/表.docx`. */
function fileName(path: string): string {
  const inner = path.indexOf('!')
  const outer = inner < 0 ? path : path.slice(0, inner)
  const name = outer.slice(Math.max(outer.lastIndexOf('/'), outer.lastIndexOf('\\')) + 1)
  return inner < 0 ? name : name + path.slice(inner)
}
