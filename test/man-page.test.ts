import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { renderManPage } from '../scripts/man/man-page.js'
import { packageVersion } from '../src/cli/package.js'
import { messagesIn } from '../src/report/messages/index.js'

const PAGES = resolve(import.meta.dirname, '../man')

const CASES = [['en', 'secrecy-screen.1'], ['zh-CN', 'zh_CN/secrecy-screen.1']] as const

// `npm run build:man` rewrites the pages.
it.each(CASES)('the manual page in %s matches the tables', async (language, file) => {
  await expect(renderManPage(messagesIn(language), packageVersion())).toMatchFileSnapshot(`${PAGES}/${file}`)
})
