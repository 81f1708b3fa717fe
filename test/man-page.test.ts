import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { packageVersion } from '../src/cli/package.js'
import { manPage } from '../scripts/man/man-page.js'
import { messages } from '../src/report/index.js'

const PAGES = resolve(import.meta.dirname, '../man')

// `npm run build:man` writes them anew.
it.each([['en', 'secrecy-screen.1'], ['zh-CN', 'zh_CN/secrecy-screen.1']] as const)('the manual page in %s is what the tables say', async (language, file) => {
  await expect(manPage(messages(language), packageVersion())).toMatchFileSnapshot(`${PAGES}/${file}`)
})
