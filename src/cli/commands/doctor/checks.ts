import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defaultJobs } from '../../../bulk/index.js'
import { LIMITS } from '../../../model/index.js'
import { fill, type DoctorCheck } from '../../../report/messages/index.js'
import { createScreener, type Screener } from '../../../screener.js'
import { loadSegmenter } from '../../../segment/index.js'
import { packageFolder } from '../../package.js'
import { screenerOptions } from '../../screening/run-options.js'
import type { CommandContext } from '../command.js'
import { loadActiveLexicons } from '../lexicon/active-lexicons.js'
import type { CheckResult } from './check-result.js'
import { checkQueue } from './queue-check.js'

/** Runs all checks, one after the other. @throws ScreenError `configuration` */
export async function runChecks(context: CommandContext): Promise<CheckResult[]> {
  const { options: { queue }, io, messages } = context
  const { settings, lexicons, ruleset } = await loadActiveLexicons(context)
  const options = screenerOptions(settings, io)
  const screener = await createScreener({ ...options, ocr: 'auto', context: false, reveal: false, preview: false })
  const words = messages.doctor
  const digest = ruleset.digest.slice(0, DIGEST_LENGTH)
  const sizes = { lexicons: lexicons.length, rules: ruleset.rules.length, digest }
  const waivers = { count: settings.waivers.length, key: settings.key ? words.withKey : words.withoutKey }
  return [
    checkNode(),
    works('machine', fill(words.machine, { jobs: settings.jobs ?? defaultJobs(), megabytes: LIMITS.heapMegabytes })),
    works('configuration', settings.config ?? words.noConfiguration),
    works('lexicons', fill(words.lexicons, sizes)),
    works('waivers', fill(words.waivers, waivers)),
    await checkSegmenter('word-edges', 'packed', false),
    await checkSegmenter('nodejieba', 'nodejieba', true),
    await checkSample(screener, 'documents', 'letter.docx'),
    await checkSample(screener, 'pdf-fonts', 'predefined-cmap.pdf'),
    await checkSample(screener, 'pictures', 'scan.png'),
    await checkSample(screener, 'archives', 'packed.7z'),
    await checkModule('ledger', async () => {
      const { openOrCreateLedger } = await import('../../../bulk/ledger/index.js')
      return openOrCreateLedger(':memory:').close()
    }),
    await checkModule('queue', () => import('bullmq')),
    await checkModule('object-store', () => import('@aws-sdk/client-s3')),
    ...(queue === undefined ? [] : [await checkQueue(queue, messages)]),
  ]
}

function works(check: DoctorCheck, detail = ''): CheckResult {
  return { check, state: 'works', optional: false, detail }
}

function checkNode(): CheckResult {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const supported = major > 20 || (major === 20 && minor >= 19)
  return { check: 'node', state: supported ? 'works' : 'lacking', optional: false, detail: process.versions.node }
}

async function checkSegmenter(
  check: DoctorCheck, kind: 'packed' | 'nodejieba', optional: boolean,
): Promise<CheckResult> {
  return { check, state: (await loadSegmenter(kind)) ? 'works' : 'lacking', optional, detail: '' }
}

/** Screens a document with a known mark, using the active lexicons. */
async function checkSample(screener: Screener, check: DoctorCheck, name: string): Promise<CheckResult> {
  const bytes = await readFile(join(packageFolder(), 'data', 'samples', name))
  const screenings = await screener.screenAll(bytes, { name })
  const gaps = screenings.flatMap((screening) => screening.gaps.map(({ reason }) => reason))
  const read = gaps.length === 0 && screenings.some(({ findings }) => findings.length > 0)
  return { check, state: read ? 'works' : 'lacking', optional: false, detail: [...new Set(gaps)].join(', ') }
}

/** Loads a package that only some commands need. */
async function checkModule(check: DoctorCheck, load: () => Promise<unknown>): Promise<CheckResult> {
  const loaded = await load().then(() => true, () => false)
  return { check, state: loaded ? 'works' : 'lacking', optional: true, detail: '' }
}

/** `sha256:` and twelve digits, enough to compare rulesets by eye. */
const DIGEST_LENGTH = 19
