import * as v from 'valibot'
import type { SourcePosition } from '../model/index.js'
import { formatKeyPath, issueComplaint, issuePath, type KeyPath, type Validated } from './validation.js'

/**
 * Validates an object against a schema. The value is a copy: changing the object later has no effect on it.
 * @param name what complaints call the object: `lexicons[0]`
 */
export function readObject<S extends v.GenericSchema>(
  name: string, object: unknown, schema: S,
): Validated<v.InferOutput<S>> {
  const positionOf = (path: KeyPath): SourcePosition => ({ key: formatKeyPath([name, ...path]) })
  const parsed = v.safeParse(schema, object)
  if (parsed.success) return { value: parsed.output, positionOf, complaints: [] }
  return { complaints: parsed.issues.map((issue) => issueComplaint(issue, positionOf(issuePath(issue)))) }
}
