import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Pool, screenSources } from '../../../bulk/index.js'
import { localDay, ScreenError, type Screening } from '../../../model/index.js'
import { fillTemplate, formValues } from '../../../report/form/index.js'
import { type Language, type ReportHead } from '../../../report/index.js'
import { listSources } from '../../../source/index.js'
import type { CommandRun } from '../command.js'
import { writeWhole } from '../../output/destination.js'
import { addOutcome, exitStatus, NOTHING_YET, type ExitStatus } from '../../exit-status.js'
import { packageFolder, packageVersion } from '../../package.js'
import { screenerOptions } from '../../screening/screen-run.js'
import { resolveSettings, type Settings } from '../../settings/settings.js'

/**
 * `screen form <file>`: screens one document and fills in its review form, a Word file. Ends as `screen` would have
 * ended. With `--summary`, the monthly table from a ledger. @throws ScreenError, or the signal's reason
 */
export async function form(run: CommandRun): Promise<ExitStatus> {
  if (run.given.summary) return (await import('./summary.js')).formSummary(run)
  const { operands: [file], given, io, language } = run
  if (file === undefined || !(await isFile(file))) throw new ScreenError('form-file-needed')
  const settings = await resolveSettings(given)
  if (settings.output === undefined && io.stdout.isTTY) throw new ScreenError('form-output-needed')
  const template = await readTemplate(settings.template, language)
  const { head, screenings } = await screenOne(file, settings, run)
  const signOff = settings.signOff && { signOff: settings.signOff }
  const values = formValues(head, screenings, { language, day: localDay(), ...signOff })
  await writeWhole(settings.output, io, (destination) =>
    destination.write(fillTemplate(template.bytes, values, template.file)))
  const outcome = screenings.reduce((sum, screening) => addOutcome(sum, screening, settings.failOn), NOTHING_YET)
  return exitStatus(outcome, settings.allowIncomplete)
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true
}

interface Template {
  readonly file: string
  readonly bytes: Uint8Array
}

/** An office's own template, or the shipped one of the language. */
async function readTemplate(named: string | undefined, language: Language): Promise<Template> {
  const file = named ?? shippedTemplate(language)
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    throw new ScreenError('template-unreadable', { file, code: cause.code ?? 'UNKNOWN' })
  })
  return { file, bytes }
}

function shippedTemplate(language: Language): string {
  return join(packageFolder(), 'data', 'forms', `review-form.${language}.docx`)
}

/** In a process of its own, as `screen` does it; nothing is revealed. The document first, then its members. */
async function screenOne(
  file: string, settings: Settings, { io }: CommandRun,
): Promise<{ readonly head: ReportHead; readonly screenings: readonly Screening[] }> {
  const screener = { ...screenerOptions({ ...settings, reveal: false }, io), context: false, heading: true }
  const pool = new Pool({ screener, jobs: 1 })
  const stop = (): void => void pool.close(io.signal.reason)
  io.signal.addEventListener('abort', stop, { once: true })
  try {
    const screenings: Screening[] = []
    for await (const screening of screenSources(pool, listSources([file]))) screenings.push(screening)
    const head = { tool: { name: 'secrecy-screen', version: packageVersion() }, ruleset: await pool.ruleset } as const
    return { head, screenings }
  } finally {
    io.signal.removeEventListener('abort', stop)
    pool.close()
  }
}
