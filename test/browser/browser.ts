import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'

/** Debian's Chromium, without anything that would talk to a network by itself. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-default-apps', '--disable-sync',
      '--disable-dev-shm-usage', '--no-first-run',
    ],
  })
}

/** A report as a browser shows it, with all that went on there. */
export interface Opened {
  readonly page: Page
  /** What the page wrote on the console, its errors and refused injections included. */
  readonly said: string[]
  /** Every request the page made but the one for the file itself, those its policy refused included. */
  readonly requests: string[]
  /** Those of them that its policy let out. */
  readonly leaving: string[]
}

/** Opens a file in a tab of its own. */
export async function open(browser: Browser, file: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const page = await (await browser.newContext({ offline: true, ...options })).newPage()
  const said: string[] = []
  const requests: string[] = []
  const leaving: string[] = []
  const url = pathToFileURL(file).href
  page.on('console', (message) => void said.push(message.text()))
  page.on('pageerror', (error) => void said.push(error.message))
  page.on('dialog', (dialog) => void (said.push(`dialog ${dialog.message()}`), dialog.dismiss()))
  await page.route('**', (route) => {
    if (route.request().url() === url) return route.continue()
    leaving.push(route.request().url())
    return route.abort()
  })
  page.on('request', (request) => {
    if (request.url() !== url && !request.url().startsWith('data:')) requests.push(request.url())
  })
  await page.goto(url)
  return { page, said, requests, leaving }
}
