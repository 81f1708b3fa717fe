import { spawn, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compile, defaultLexiconFiles, loadLexicons } from '../../src/lexicon/index.js'

/** The alternative to compare with: each document is converted to text and searched for the same terms. */
const SCRIPT = `
case "$1" in
  *.pdf) pdftotext -q -enc UTF-8 "$1" - ;;
  *.docx) docx2txt "$1" - ;;
  *.xlsx|*.pptx) unzip -p "$1" '*.xml' ;;
  *) cat "$1" ;;
esac 2>/dev/null | rg -a -F -f "$0" >/dev/null; true`

/** Programs of the pipeline that are not installed. */
export function missingPrograms(): string[] {
  const programs = {
    pdftotext: 'poppler-utils', docx2txt: 'docx2txt', unzip: 'unzip', rg: 'ripgrep', xargs: 'findutils',
  }
  return Object.entries(programs)
    .filter(([program]) => spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status !== 0)
    .map(([program, debian]) => `${program} (Debian: ${debian})`)
}

/** Seconds the pipeline takes for some files, `jobs` of them at a time. */
export async function pipeline(files: readonly string[], jobs: number, folder: string): Promise<number> {
  const terms = join(folder, 'terms')
  const ruleset = compile(await loadLexicons(await defaultLexiconFiles()))
  writeFileSync(terms, [...new Set(ruleset.patterns.map((pattern) => pattern.text))].join('\n'))
  const started = performance.now()
  const child = spawn('xargs', ['-0', '-n', '1', '-P', String(jobs), 'sh', '-c', SCRIPT, terms], {
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  child.stdin.end(files.join('\0'))
  await new Promise((resolve) => child.on('close', resolve))
  return (performance.now() - started) / 1000
}
