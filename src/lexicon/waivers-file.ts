import * as v from 'valibot'
import type { Waiver } from '../judge/outcome/waivers.js'
import { complain, ScreenError, type Complaint } from '../model/index.js'
import { codeOf, MAX_WAIVERS_BYTES, readBounded } from '../source/files/bounded-file.js'
import { isDay } from './schema.js'
import { mistake } from './validation.js'
import { readYaml } from './yaml-file.js'

/** Name and version of the format, the value of the key `schema` in a waivers file. */
export const WAIVERS_SCHEMA = 'secrecy-screen/waivers/v1'

const text = v.pipe(v.string(), v.check((value) => value.trim() !== '', mistake('empty')))

/** One waiver, in a file or in the options of the library. */
export const waiverSchema = v.strictObject({
  fingerprint: v.pipe(
    v.string(mistake('not-quoted')),
    v.regex(/^[0-9a-f]{32}$/, mistake('not-fingerprint')),
  ),
  reason: text,
  approver: text,
  expires: v.optional(v.pipe(v.string(), v.check(isDay, mistake('not-day')))),
})

const schema = v.strictObject({ schema: v.literal(WAIVERS_SCHEMA), waivers: v.array(waiverSchema) })

/**
 * Reads a waivers file (`.screen-waivers.yaml`): the accepted findings.
 * @throws ScreenError `configuration` with every complaint, when the file cannot be read or is invalid
 * @example
 * const screener = await createScreener({ waivers: await loadWaivers('.screen-waivers.yaml') })
 */
export async function loadWaivers(file: string): Promise<Waiver[]> {
  const bytes = await readBounded(file, MAX_WAIVERS_BYTES).catch((cause: unknown) => {
    throw waiversError([complain({ file, line: 1, column: 1 }, 'file-unreadable', { code: codeOf(cause) })])
  })
  return parseWaivers(file, bytes.toString())
}

/**
 * The waivers in the text of a waivers file.
 * @throws ScreenError `configuration` with every complaint
 */
export function parseWaivers(file: string, source: string): Waiver[] {
  const read = readYaml(file, source, schema)
  if (read.value === undefined) throw waiversError(read.complaints)
  return read.value.waivers.map(({ expires, ...waiver }) => ({ ...waiver, ...(expires !== undefined && { expires }) }))
}

function waiversError(complaints: readonly Complaint[]): ScreenError {
  return new ScreenError('waivers-invalid', {}, { complaints })
}
