import type * as v from 'valibot'
import { DETECTOR_KEYS, LEXICON_SCHEMA, lexiconSchema } from './schema.js'

type Json = Record<string, unknown>

/**
 * The lexicon format as JSON Schema (draft 2020-12), for editors that complete and check while a lexicon is written.
 * Made of the schema the loader itself checks with, and the two rules that it checks beyond keys. `screen lexicon
 * check` says more.
 */
export function lexiconJsonSchema(): Json {
  const { properties, ...schema } = jsonOf(lexiconSchema) as { properties: { rules: { items: Json } } }
  const { rules } = properties
  const oneDetector = { oneOf: DETECTOR_KEYS.map((key) => ({ required: [key] })) }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: LEXICON_SCHEMA,
    ...schema,
    properties: { ...properties, rules: { ...rules, items: { ...rules.items, ...oneDetector } } },
    anyOf: [{ required: ['rules'] }, { required: ['overrides'] }],
  }
}

/** What the pieces of the loader's schema have that matters here; the library keeps the types of each apart. */
interface Piece {
  readonly type: string
  readonly entries?: Readonly<Record<string, Piece>>
  readonly wrapped?: Piece
  readonly item?: Piece
  readonly options?: readonly unknown[]
  readonly literal?: unknown
  readonly pipe?: readonly Piece[]
  readonly requirement?: unknown
  readonly message?: unknown
}

function jsonOf(schema: v.GenericSchema | Piece): Json {
  const piece = schema as unknown as Piece
  const actions = (piece.pipe ?? []).slice(1).map(constraintOf)
  return Object.assign(plainOf(piece), ...actions) as Json
}

function plainOf(piece: Piece): Json {
  switch (piece.type) {
    case 'strict_object': return objectOf(piece.entries!)
    case 'optional': return jsonOf(piece.wrapped!)
    case 'array': return { type: 'array', items: jsonOf(piece.item!) }
    case 'union': return { anyOf: (piece.options as readonly Piece[]).map(jsonOf) }
    case 'picklist': return { enum: piece.options }
    case 'literal': return { const: piece.literal }
    case 'string': case 'number': case 'boolean': return { type: piece.type }
    default: throw new TypeError(`no JSON Schema for ${piece.type}`)
  }
}

function objectOf(entries: Readonly<Record<string, Piece>>): Json {
  const required = Object.entries(entries).filter(([, piece]) => piece.type !== 'optional').map(([key]) => key)
  const properties = Object.fromEntries(Object.entries(entries).map(([key, piece]) => [key, jsonOf(piece)]))
  return { type: 'object', properties, ...(required.length > 0 && { required }), additionalProperties: false }
}

function constraintOf({ type, requirement, message }: Piece): Json {
  switch (type) {
    case 'regex': return { pattern: (requirement as RegExp).source }
    case 'min_length': return { minItems: requirement }
    case 'integer': return { type: 'integer' }
    case 'min_value': return { minimum: requirement }
    case 'max_value': return { maximum: requirement }
    // Code cannot be said as data: what is nearest to each check.
    case 'check': return { pattern: message === 'is empty' ? '\\S' : '^\\d{4}-\\d{2}-\\d{2}$' }
    default: throw new TypeError(`no JSON Schema for ${type}`)
  }
}
