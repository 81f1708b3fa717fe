import { fold } from '../../normalise/index.js'
import { evidence, oddly, type Evidence } from './evidence.js'
import type { Found } from './found.js'
import type { Leads } from './leads.js'

/**
 * Judges a mail address by its host: one of a provider where private people have their boxes confirms it; a box of
 * a government, a school or a company is that body's own, and nothing.
 */
export function checkEmail(host: string): Evidence {
  return PRIVATE.test(host) ? evidence('confirmed', 'prefix-known') : oddly('prefix-unknown')
}

const PRIVATE = new RegExp(`(?:^|\\.)(?:${[
  'qq', '163', '126', 'sina', 'sohu', 'gmail', 'outlook', 'hotmail', 'live', 'msn', 'foxmail', '139', '189',
  'yahoo', 'aliyun', 'icloud', '21cn', 'tom', '188', '263', '88', 'wo', 'proton', 'mail', 'googlemail',
].join('|')})\\.(?:com|cn|com\\.cn|me|net|com\\.hk|com\\.tw)$|(?:^|\\.)yeah\\.net$`)

/** Mail addresses. Cost: at most 64 characters are read before each sign and 100 after. */
export function* emails({ text, mails }: Leads): Generator<Found> {
  for (const at of mails) {
    const name = NAME.exec(fold(text.slice(Math.max(0, at - 64), at)).text)
    const host = HOST.exec(fold(text.slice(at + 1, at + 100)).text)
    // Folding drops invisible characters: then the place is told without the mail's first characters.
    if (!name || !host) continue
    const span = { start: at - name[0].length, end: at + 1 + host[0].length }
    yield { ...span, canonical: `${name[0]}@${host[0]}`, ...checkEmail(host[0]) }
  }
}

const NAME = /[a-z0-9][a-z0-9._%+-]*$/
const HOST = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]{1,63}){0,3}\.[a-z]{2,12}/
