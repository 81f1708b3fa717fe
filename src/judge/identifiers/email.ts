import { fold } from '../../normalise/index.js'
import { evidence, unlikely, type Evidence, type IdentifierMatch, type Nothing } from './evidence.js'
import type { IdentifierIndex } from './identifier-index.js'

/** Finds mail addresses. Cost: at most 64 characters are read before each `@` and 100 after it. */
export function* emails({ text, mails }: IdentifierIndex): Generator<IdentifierMatch | Nothing> {
  for (const at of mails) {
    const name = NAME.exec(fold(text.slice(Math.max(0, at - 64), at)).text)
    const host = HOST.exec(fold(text.slice(at + 1, at + 100)).text)
    if (!name || !host) {
      yield undefined
      continue
    }
    // Folding drops invisible characters. With some inside the name, the span starts that many characters too late.
    const span = { start: at - name[0].length, end: at + 1 + host[0].length }
    yield { ...span, canonical: `${name[0]}@${host[0]}`, ...checkEmail(host[0]) }
  }
}

const NAME = /[a-z0-9][a-z0-9._%+-]*$/
const HOST = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]{1,63}){0,3}\.[a-z]{2,12}/

/** Checks a mail address by its host. Only providers of private mailboxes confirm it; organisations' mail is public. */
function checkEmail(host: string): Evidence {
  return PRIVATE_PROVIDER.test(host) ? evidence('confirmed', 'private-mailbox') : unlikely('other-mailbox')
}

const PRIVATE_PROVIDER = new RegExp(`(?:^|\\.)(?:${[
  'qq', '163', '126', 'sina', 'sohu', 'gmail', 'outlook', 'hotmail', 'live', 'msn', 'foxmail', '139', '189',
  'yahoo', 'aliyun', 'icloud', '21cn', 'tom', '188', '263', '88', 'wo', 'proton', 'mail', 'googlemail',
].join('|')})\\.(?:com|cn|com\\.cn|me|net|com\\.hk|com\\.tw)$|(?:^|\\.)yeah\\.net$`)
