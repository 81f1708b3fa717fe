import { expect, it } from 'vitest'
import { readPdf } from '../../../src/read/formats/pdf/index.js'
import type { Readout } from '../../../src/read/reader.js'
import { page, pdf, text } from '../../builders/pdf.js'
import { zip } from '../../builders/zip.js'
import { intakeOf } from '../intake.js'

const SECRET = '机密★20年'
const BUILT = Buffer.from(pdf([page([text('公开')])])).toString('latin1')
const latin1 = (value: string | Uint8Array): string => Buffer.from(value as string).toString('latin1')
const MARK = latin1(SECRET)
const PACKED = latin1(zip({ 'a.txt': SECRET }))

const read = (written: string): Promise<Readout> =>
  readPdf(intakeOf({ path: 'a.pdf', bytes: Buffer.from(written, 'latin1') }))
const textOf = ({ parts }: Readout): string => parts.map((part) => part.text).join('\n')

it.each([
  ['a comment at the head', BUILT.replace('\n', `\n%\xe2\xe3\xcf\xd3\n% ${MARK}\n`)],
  ['a comment between objects', BUILT.replace('endobj\n', `endobj\n% ${MARK}\n`)],
  ['a comment within an object', BUILT.replace('<< /Type /Catalog', `<< % ${MARK}\n/Type /Catalog`)],
  ['a comment behind the end mark', `${BUILT}%${MARK}\n`],
  ['a string of the trailer', BUILT.replace('/Root', `/Note (${MARK}) /Root`)],
])('%s is read', async (_, written) => {
  const readout = await read(written)
  expect(textOf(readout)).toContain(SECRET)
  expect(readout.gaps).toEqual([])
})

it.each([
  ['between objects', BUILT.replace('endobj\n', `endobj\n${MARK}\n`)],
  ['behind the end mark', `${BUILT}${MARK}\n`],
  ['before the header', `${MARK}\n${BUILT}`],
])('text %s is read', async (_, written) => {
  expect(textOf(await read(written))).toContain(SECRET)
})

it.each([
  ['in a comment at the head', BUILT.replace('\n', `\n%${PACKED}\n`)],
  ['between objects', BUILT.replace('endobj\n', `endobj\n${PACKED}\n`)],
  ['behind the end mark', `${BUILT}${PACKED}`],
])('a zip %s is a member', async (_, written) => {
  const { members } = await read(written)
  expect(members?.map(({ path }) => path)).toEqual([expect.stringMatching(/^a\.pdf!bytes \d+$/)])
})

it('a long number in place of an offset is no structure', async () => {
  const { gaps } = await read(BUILT.replace('0000000000 65535 f', '330127195203140113 65535 f'))
  expect(gaps).toContainEqual({ piece: '', reason: 'damaged' })
})

it('a longer comment without text is a gap', async () => {
  const noise = [...Array(60).keys()].map((i) => String.fromCharCode(128 + ((i * 71) % 120), (i * 37) % 9)).join('')
  const { gaps } = await read(BUILT.replace('\n', `\n%${noise}\n`))
  expect(gaps).toEqual([{ piece: expect.stringMatching(/^bytes \d+$/), reason: 'part-not-supported' }])
})

it.each([
  ['the comment that shows that the file is binary', BUILT.replace('\n', '\n%\xe2\xe3\xcf\xd3\n')],
  ['other bytes in its place', BUILT.replace('\n', '\n%\xb5\xb5\xb5\xb5\n')],
  ['padding with spaces and zeros', BUILT.replace('endobj\n', `endobj\n${' '.repeat(900)}${'\0'.repeat(90)}\n`)],
  ['white space behind the end mark', `${BUILT}\n\n${'\0'.repeat(512)}`],
])('%s makes no gap', async (_, written) => {
  expect((await read(written)).gaps).toEqual([])
})
