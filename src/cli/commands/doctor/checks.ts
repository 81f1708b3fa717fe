import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defaultJobs } from '../../../bulk/index.js'
import { LIMITS } from '../../../model/index.js'
import { fill, type DoctorCheck } from '../../../report/index.js'
import { createScreener, type Screener } from '../../../screener.js'
import { loadSegmenter } from '../../../segment/index.js'
import type { CommandRun } from '../command.js'
import { packageFolder } from '../../package.js'
import { screenerOptions } from '../../screening/screen-run.js'
import { lexiconsInForce } from '../lexicon/active-lexicons.js'
import type { Health } from './health.js'
import { pingQueue } from './queue-check.js'

/** Tries everything, one after the other. @throws ScreenError `configuration` */
export async function examine(run: CommandRun): Promise<Health[]> {
  const { settings, lexicons, ruleset } = await lexiconsInForce(run)
  const options = screenerOptions(settings, run.io)
  const screener = await createScreener({ ...options, ocr: 'auto', context: false, reveal: false, preview: false })
  const words = run.say.doctor
  const digest = ruleset.digest.slice(0, DIGEST_SHOWN)
  const sizes = { lexicons: lexicons.length, rules: ruleset.rules.length, digest }
  const waivers = { count: settings.waivers.length, key: settings.key ? words.withKey : words.withoutKey }
  return [
    nodeHealth(),
    works('machine', fill(words.machine, { jobs: settings.jobs ?? defaultJobs(), megabytes: LIMITS.heapMegabytes })),
    works('configuration', settings.config ?? words.noConfiguration),
    works('lexicons', fill(words.lexicons, sizes)),
    works('waivers', fill(words.waivers, waivers)),
    await segmenterHealth('word-edges', 'packed', false),
    await segmenterHealth('nodejieba', 'nodejieba', true),
    await sampleHealth(screener, 'documents', 'letter.docx'),
    await sampleHealth(screener, 'pdf-fonts', 'predefined-cmap.pdf'),
    await sampleHealth(screener, 'pictures', 'scan.png'),
    await sampleHealth(screener, 'archives', 'packed.7z'),
    await moduleHealth('ledger', async () => {
      const { openOrCreateLedger } = await import('../../../bulk/ledger/index.js')
      return openOrCreateLedger(':memory:').close()
    }),
    await moduleHealth('queue', () => import('bullmq')),
    await moduleHealth('object-store', () => import('@aws-sdk/client-s3')),
    ...(run.given.queue === undefined ? [] : [await pingQueue(run.given.queue, run.say)]),
  ]
}

function works(check: DoctorCheck, detail = ''): Health {
  return { check, state: 'works', optional: false, detail }
}

function nodeHealth(): Health {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const fits = major > 20 || (major === 20 && minor >= 19)
  return { check: 'node', state: fits ? 'works' : 'lacking', optional: false, detail: process.versions.node }
}

async function segmenterHealth(check: DoctorCheck, kind: 'packed' | 'nodejieba', optional: boolean): Promise<Health> {
  return { check, state: (await loadSegmenter(kind)) ? 'works' : 'lacking', optional, detail: '' }
}

/** Screens a document whose mark is known, with the lexicons in force. */
async function sampleHealth(screener: Screener, check: DoctorCheck, name: string): Promise<Health> {
  const bytes = await readFile(join(packageFolder(), 'data', 'samples', name))
  const screenings = await screener.screenAll(bytes, { name })
  const gaps = screenings.flatMap((screening) => screening.gaps.map(({ reason }) => reason))
  const read = gaps.length === 0 && screenings.some(({ findings }) => findings.length > 0)
  return { check, state: read ? 'works' : 'lacking', optional: false, detail: [...new Set(gaps)].join(', ') }
}

/** A package that only some commands need. */
async function moduleHealth(check: DoctorCheck, load: () => Promise<unknown>): Promise<Health> {
  const there = await load().then(() => true, () => false)
  return { check, state: there ? 'works' : 'lacking', optional: true, detail: '' }
}

/** `sha256:` and twelve digits: enough to tell two rulesets apart by eye. */
const DIGEST_SHOWN = 19
