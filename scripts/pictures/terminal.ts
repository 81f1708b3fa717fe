// `npm run build:pictures`: draws the terminal report of two sample documents as an SVG for the README.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { run } from '../../src/cli/run.js'
import { drawTerminal } from './draw-terminal.js'

const COLUMNS = 92
const COMMAND = ['corpus/block-docx-header/input.docx', 'corpus/review-docx-resident-id/input.docx']

const file = resolve(import.meta.dirname, '../../docs/images/terminal.svg')
let shown = ''
const outlet = { isTTY: true, columns: COLUMNS, write: async (text: string) => Boolean((shown += text)) }
const silent = { isTTY: false, columns: COLUMNS, write: async () => true }
const { signal } = new AbortController()
await run(COMMAND, { stdin: Readable.from([]), stdout: outlet, stderr: silent, env: {}, signal })
mkdirSync(dirname(file), { recursive: true })
writeFileSync(file, drawTerminal(`$ screen ${COMMAND.join(' ')}\n\n${shown.trimEnd()}`, COLUMNS))
