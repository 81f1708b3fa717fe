import { readFile } from 'node:fs/promises'
import * as v from 'valibot'
import type { Waiver } from '../judge/outcome/waivers.js'
import { ScreenError, type Complaint } from '../model/index.js'
import { isDay } from './schema.js'
import { readYaml } from './yaml-file.js'

/** Name and version of the format, the value of the key `schema` in a waivers file. */
export const WAIVERS_SCHEMA = 'secrecy-screen/waivers/v1'

const text = v.pipe(v.string(), v.check((value) => value.trim() !== '', 'is empty'))

/** One waiver, in a file or in the options of the library. */
export const waiverSchema = v.strictObject({
  fingerprint: v.pipe(
    v.string('must be a string: put it in quotation marks'),
    v.regex(/^[0-9a-f]{32}$/, 'must be 32 hexadecimal digits'),
  ),
  reason: text,
  approver: text,
  expires: v.optional(v.pipe(v.string(), v.check(isDay, 'must be a date, YYYY-MM-DD'))),
})

const schema = v.strictObject({ schema: v.literal(WAIVERS_SCHEMA), waivers: v.array(waiverSchema) })

/**
 * Reads a waivers file (`.screen-waivers.yaml`): the accepted findings.
 * @throws ScreenError `configuration` with every complaint, when the file cannot be read or is invalid
 * @example
 * const screener = await createScreener({ waivers: await loadWaivers('.screen-waivers.yaml') })
 */
export async function loadWaivers(file: string): Promise<Waiver[]> {
  const source = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw waiversError([{ file, line: 1, column: 1, message: `cannot be read (${cause.code})` }])
  })
  const read = readYaml(file, source, schema)
  if (read.value === undefined) throw waiversError(read.complaints)
  return read.value.waivers.map(({ expires, ...waiver }) => ({ ...waiver, ...(expires !== undefined && { expires }) }))
}

function waiversError(complaints: readonly Complaint[]): ScreenError {
  return new ScreenError('waivers-invalid', {}, { complaints })
}
