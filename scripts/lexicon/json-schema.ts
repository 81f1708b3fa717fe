import type * as v from 'valibot'
import { DETECTOR_KEYS, LEXICON_SCHEMA, lexiconSchema } from '../../src/lexicon/schema.js'

type Json = Record<string, unknown>

/**
 * The lexicon format as JSON Schema (draft 2020-12), for completion and checks in editors. Derived from the schema that
 * the loader uses, plus its two rules about combinations of keys. `screen lexicon check` checks more.
 */
export function lexiconJsonSchema(): Json {
  const { properties, ...schema } = toJson(lexiconSchema) as { properties: { rules: { items: Json } } }
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

/** The properties of valibot's schemas and actions that are used here. valibot has a type for each kind. */
interface SchemaNode {
  readonly type: string
  readonly entries?: Readonly<Record<string, SchemaNode>>
  readonly wrapped?: SchemaNode
  readonly item?: SchemaNode
  readonly options?: readonly unknown[]
  readonly literal?: unknown
  readonly pipe?: readonly SchemaNode[]
  readonly requirement?: unknown
  readonly message?: unknown
}

function toJson(schema: v.GenericSchema | SchemaNode): Json {
  const node = schema as unknown as SchemaNode
  const actions = (node.pipe ?? []).slice(1).map(constraintToJson)
  return Object.assign(typeToJson(node), ...actions) as Json
}

function typeToJson(node: SchemaNode): Json {
  switch (node.type) {
    case 'strict_object': return objectToJson(node.entries!)
    case 'optional': return toJson(node.wrapped!)
    case 'array': return { type: 'array', items: toJson(node.item!) }
    case 'union': return { anyOf: (node.options as readonly SchemaNode[]).map(toJson) }
    case 'picklist': return { enum: node.options }
    case 'literal': return { const: node.literal }
    case 'string': case 'number': case 'boolean': return { type: node.type }
    default: throw new TypeError(`no JSON Schema for ${node.type}`)
  }
}

function objectToJson(entries: Readonly<Record<string, SchemaNode>>): Json {
  const required = Object.entries(entries).filter(([, node]) => node.type !== 'optional').map(([key]) => key)
  const properties = Object.fromEntries(Object.entries(entries).map(([key, node]) => [key, toJson(node)]))
  return { type: 'object', properties, ...(required.length > 0 && { required }), additionalProperties: false }
}

function constraintToJson({ type, requirement, message }: SchemaNode): Json {
  switch (type) {
    case 'regex': return { pattern: (requirement as RegExp).source }
    case 'min_length': return { minItems: requirement }
    case 'integer': return { type: 'integer' }
    case 'min_value': return { minimum: requirement }
    case 'max_value': return { maximum: requirement }
    // JSON Schema cannot run code: the pattern closest to each check.
    case 'check': return { pattern: message === 'empty' ? '\\S' : '^\\d{4}-\\d{2}-\\d{2}$' }
    default: throw new TypeError(`no JSON Schema for ${type}`)
  }
}
