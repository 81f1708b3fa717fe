import * as v from 'valibot'
import { LineCounter, isMap, isSeq, parseDocument, visit, type Document, type Node, type Pair } from 'yaml'
import type { Complaint } from '../model/index.js'
import type { Spot } from './lexicon.js'

/** The way to a value: keys and indexes from the top. */
export type Path = readonly (string | number)[]

/** A YAML file read by a schema: its value and the places of its pieces, or everything that is wrong with it. */
export type YamlFile<T> =
  | { readonly value: T; readonly spotOf: (path: Path) => Spot; readonly complaints: readonly [] }
  | { readonly value?: undefined; readonly complaints: readonly Complaint[] }

/**
 * Reads a file a user wrote: YAML 1.2 core, one document, no aliases, no tags, no key twice; then the schema. All
 * complaints are gathered, each at its line and column.
 */
export function readYaml<S extends v.GenericSchema>(file: string, text: string, schema: S): YamlFile<v.InferOutput<S>> {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines, prettyErrors: false, schema: 'core', merge: false, stringKeys: true,
  })
  const at = (offset: number): Spot => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(1, line), column: Math.max(1, col) }
  }
  const broken = [...syntaxComplaints(document, at), ...forbidden(document, at)]
  if (broken.length > 0) return { complaints: broken }
  const parsed = v.safeParse(schema, document.toJS({ maxAliasCount: 0 }))
  const spotOf = (path: Path): Spot => at(offsetOf(document, path))
  if (parsed.success) return { value: parsed.output, spotOf, complaints: [] }
  return { complaints: parsed.issues.map((issue) => complaintOf(issue, document, at)) }
}

type At = (offset: number) => Spot

function syntaxComplaints(document: Document.Parsed, at: At): Complaint[] {
  return [...document.errors, ...document.warnings].map((error) => ({ ...at(error.pos[0]), message: error.message }))
}

/** Aliases make small files large, tags make values that no schema expects. */
function forbidden(document: Document.Parsed, at: At): Complaint[] {
  const found: Complaint[] = []
  visit(document, {
    Alias: (_, node) => void found.push({ ...at(node.range?.[0] ?? 0), message: 'aliases (*name) are not allowed' }),
    Node: (_, node) => {
      if (node.tag === undefined || STANDARD.test(node.tag)) return
      found.push({ ...at(node.range?.[0] ?? 0), message: `tags (${node.tag}) are not allowed` })
    },
  })
  return found
}

const STANDARD = /^tag:yaml\.org,2002:(?:str|map|seq|int|float|bool|null)$/

function complaintOf(issue: v.BaseIssue<unknown>, document: Document.Parsed, at: At): Complaint {
  const path = (issue.path ?? []).map((item) => item.key as string | number)
  const unknown = issue.type === 'strict_object' && issue.expected === 'never'
  const missing = issue.received === 'undefined' && !unknown
  const name = path.join('.') || 'the file'
  if (unknown) return { ...at(offsetOf(document, path, true)), message: `unknown key: ${name}` }
  if (missing) return { ...at(offsetOf(document, path)), message: `missing: ${name}` }
  return { ...at(offsetOf(document, path)), message: `${name}: ${sentence(issue)}` }
}

function sentence(issue: v.BaseIssue<unknown>): string {
  if (issue.kind === 'validation' || !issue.message.startsWith('Invalid')) return issue.message
  return `wants ${issue.expected ?? 'something else'}, is ${issue.received}`
}

/** Where the value at a path begins (or its key); of what is missing, where the thing begins that lacks it. */
function offsetOf(document: Document.Parsed, path: Path, key = false): number {
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
