import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Pool, screenSources } from '../../../bulk/index.js'
import { codeOf, readBounded } from '../../../source/files/bounded-file.js'
import { localDay, ScreenError, type Screening } from '../../../model/index.js'
import { fillTemplate, formValues } from '../../../report/form/index.js'
import type { Language, ReportHead } from '../../../report/index.js'
import { listSources } from '../../../source/index.js'
import { addOutcome, EMPTY_OUTCOME, exitStatus, type ExitStatus } from '../../exit-status.js'
import { withDestination } from '../../output/destination.js'
import { packageFolder } from '../../package.js'
import { reportHead, screenerOptions } from '../../screening/run-options.js'
import { resolveSettings, type Settings } from '../../settings/settings.js'
import type { CommandContext } from '../command.js'

/**
 * `screen form <file>`: screens one document and fills in its review form, a Word file, with the exit status of
 * `screen`. With `--summary` it builds the monthly table from a ledger instead.
 * @throws ScreenError, or the signal's reason
 */
export async function form(context: CommandContext): Promise<ExitStatus> {
  const { operands: [file], options, io, language } = context
  if (options.summary) return (await import('./summary.js')).formSummary(context)
  if (file === undefined || !(await isFile(file))) throw new ScreenError('form-file-needed')
  const settings = await resolveSettings(options, { env: io.env, askSecret: io.askSecret })
  if (settings.output === undefined && io.stdout.isTTY) throw new ScreenError('form-output-needed')
  const template = await readTemplate(settings.template, language)
  const { head, screenings } = await screenOne(file, settings, context)
  const signOff = settings.signOff && { signOff: settings.signOff }
  const values = formValues(head, screenings, { language, day: localDay(), ...signOff })
  await withDestination(settings.output, io, (destination) =>
    destination.write(fillTemplate(template.bytes, values, template.file)))
  const outcome = screenings.reduce((sum, screening) => addOutcome(sum, screening, settings.failOn), EMPTY_OUTCOME)
  return exitStatus(outcome, settings.allowIncomplete)
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true
}

interface Template {
  readonly file: string
  readonly bytes: Uint8Array
}

/** The named template, or the shipped one in the language. */
async function readTemplate(named: string | undefined, language: Language): Promise<Template> {
  const file = named ?? shippedTemplate(language)
  const bytes = await readBounded(file, MAX_TEMPLATE_BYTES).catch((cause: unknown) => {
    throw new ScreenError('template-unreadable', { file, code: codeOf(cause) })
  })
  return { file, bytes }
}

const MAX_TEMPLATE_BYTES = 64 * 1024 * 1024

function shippedTemplate(language: Language): string {
  return join(packageFolder(), 'data', 'forms', `review-form.${language}.docx`)
}

/** Screens in a separate process, as `screen` does, without revealing values. The document comes before its members. */
async function screenOne(
  file: string, settings: Settings, { io }: CommandContext,
): Promise<{ readonly head: ReportHead; readonly screenings: readonly Screening[] }> {
  const screener = { ...screenerOptions({ ...settings, reveal: false }, io), context: false, heading: true }
  const pool = new Pool({ screener, jobs: 1 })
  const stop = (): void => void pool.close(io.signal.reason)
  io.signal.addEventListener('abort', stop, { once: true })
  try {
    const screenings: Screening[] = []
    for await (const screening of screenSources(pool, listSources([file]))) screenings.push(screening)
    return { head: await reportHead(pool, settings.policy), screenings }
  } finally {
    io.signal.removeEventListener('abort', stop)
    await pool.close()
  }
}
