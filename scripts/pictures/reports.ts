// `npm run build:pictures`: screenshots of the HTML report and the review form of sample documents, as PNG. Needs
// Chromium, LibreOffice, poppler and Chinese fonts (Debian: chromium libreoffice-writer poppler-utils fonts-noto-cjk).
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { launch, open } from '../../test/browser/browser.js'

const root = resolve(import.meta.dirname, '../..')
const images = join(root, 'docs/images')
const folder = mkdtempSync(join(tmpdir(), 'pictures-'))
try {
  await drawReport()
  drawForm()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function drawReport(): Promise<void> {
  const report = join(folder, 'report.html')
  const documents = ['block-docx-header', 'review-docx-resident-id'].map((name) => `corpus/${name}/input.docx`)
  screen('--format', 'html', '-o', report, ...documents)
  const browser = await launch()
  const { page } = await open(browser, report, { viewport: { width: 960, height: 900 } })
  await page.screenshot({ path: join(images, 'report.png') })
  await browser.close()
}

/** The first page at 72 dots per inch. */
function drawForm(): void {
  screen('form', 'corpus/block-docx-header/input.docx', '-o', join(folder, 'form.docx'))
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  const conversion = ['--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'form.docx')]
  execFileSync('soffice', [profile, ...conversion], { stdio: 'ignore' })
  execFileSync('pdftoppm', ['-r', '72', '-png', '-singlefile', join(folder, 'form.pdf'), join(images, 'form')])
}

/** Status 1 is expected: the documents have findings. */
function screen(...argv: readonly string[]): void {
  try {
    execFileSync(process.execPath, ['bin/screen.js', ...argv], { cwd: root, stdio: 'ignore' })
  } catch (error) {
    if ((error as { status?: number }).status !== 1) throw error
  }
}
