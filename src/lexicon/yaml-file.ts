import * as v from 'valibot'
import {
  LineCounter, isMap, isSeq, parseDocument, visit, type Document, type Node, type Pair, type YAMLMap,
} from 'yaml'
import { complain, type Complaint, type FilePosition } from '../model/index.js'
import { formatKeyPath, issueComplaint, issuePath, isUnknownKey, type KeyPath, type Validated } from './validation.js'

/**
 * Parses YAML written by a user and validates it against a schema. Allowed is YAML 1.2 core: one document, no aliases,
 * no tags, no duplicate keys. `file` is the name used in complaints, which all have a line and a column. They quote
 * nothing of the text but the names of keys.
 */
export function readYaml<S extends v.GenericSchema>(
  file: string, text: string, schema: S,
): Validated<v.InferOutput<S>> {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines, prettyErrors: false, schema: 'core', merge: false, stringKeys: true,
    // The parser's own check compares each key with all others.
    uniqueKeys: false,
  })
  const at: At = (offset) => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(1, line), column: Math.max(1, col) }
  }
  const invalid = [...syntaxComplaints(document, at), ...forbidden(document, at)]
  if (invalid.length > 0) return { complaints: invalid }
  const parsed = v.safeParse(schema, document.toJS({ maxAliasCount: 0 }))
  if (!parsed.success) return { complaints: parsed.issues.map((issue) => complaintOf(issue, document, at)) }
  return { value: parsed.output, positionOf: (path) => at(offsetOf(document, path)), complaints: [] }
}

/** The position of a UTF-16 offset of the text. */
type At = (offset: number) => FilePosition

function syntaxComplaints(document: Document.Parsed, at: At): Complaint[] {
  return [...document.errors, ...document.warnings].map(({ code, pos: [offset] }) =>
    complain(at(offset), 'yaml', { fault: code }))
}

/**
 * Aliases can expand a small file to a huge value; tags create values no schema expects; of two equal keys one would be
 * dropped.
 */
function forbidden(document: Document.Parsed, at: At): Complaint[] {
  const found: Complaint[] = []
  visit(document, {
    Alias: (_, node) => void found.push(complain(at(node.range?.[0] ?? 0), 'yaml-alias')),
    Node: (_, node) => {
      for (const key of isMap(node) ? repeatedKeys(node) : []) {
        found.push(complain(at(startOf(key, 0)), 'yaml-duplicate-key'))
      }
      if (node.tag === undefined || STANDARD.test(node.tag)) return
      found.push(complain(at(node.range?.[0] ?? 0), 'yaml-tag'))
    },
  })
  return found
}

/** The keys of a map that are there before. */
function repeatedKeys({ items }: YAMLMap): unknown[] {
  const seen = new Set<string>()
  return items.filter((pair) => seen.size === seen.add(keyOf(pair)).size).map(({ key }) => key)
}

const STANDARD = /^tag:yaml\.org,2002:(?:str|map|seq|int|float|bool|null)$/

function complaintOf(issue: v.BaseIssue<unknown>, document: Document.Parsed, at: At): Complaint {
  const path = issuePath(issue)
  const position = at(offsetOf(document, path, isUnknownKey(issue)))
  const shown = path.map((step) => (typeof step === 'number' || KEY.test(step) ? step : '…'))
  return issueComplaint(issue, path.length === 0 ? position : { ...position, path: formatKeyPath(shown) })
}

/** What the name of a key looks like. Any other text before a colon may be a secret. */
const KEY = /^[A-Za-z][a-z]*(?:[A-Z-][a-z]*){0,4}$/

/** Offset of the value at a path, or of its key. For a missing value: the offset of the object that lacks it. */
function offsetOf(document: Document.Parsed, path: KeyPath, key = false): number {
  let node: unknown = document.contents
  let offset = startOf(node, 0)
  for (const [depth, step] of path.entries()) {
    const pair: Pair | undefined = isMap(node) ? node.items.find((item) => keyOf(item) === String(step)) : undefined
    const next: unknown = isSeq(node) ? node.items[Number(step)] : pair?.value
    if (pair && key && depth === path.length - 1) return startOf(pair.key, offset)
    if (next === undefined || next === null) return pair ? startOf(pair.key, offset) : offset
    offset = startOf(next, offset)
    node = next
  }
  return offset
}

function keyOf(pair: Pair): string {
  return String((pair.key as { value?: unknown } | null)?.value)
}

function startOf(node: unknown, otherwise: number): number {
  return (node as Node | null)?.range?.[0] ?? otherwise
}
