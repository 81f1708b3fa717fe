import { evidence, oddly, type Evidence } from './evidence.js'
import type { Found } from './found.js'
import type { Leads } from './leads.js'

/**
 * Judges an address of a private network (RFC 1918) by its form: 192.168 and 172.16–31 with two more numbers are
 * nothing else; 10 with three more may be a version or a clause, and only words or the scheme of an address before it
 * make it one. What every router comes with, and whole networks, tell nothing.
 */
export function checkIntranetAddress(address: string, before: string, after: string): Evidence {
  if (/\.0$/.test(address) || /^\/[0-9]/.test(after)) return { ...evidence('refuted', 'public-number'), odd: true }
  if (ROUTERS.has(address)) return { ...evidence('refuted', 'public-number'), odd: true }
  const told = !address.startsWith('10.') || /(?:\/\/|\\\\|@)$/.test(before)
  return told ? evidence('confirmed', 'prefix-known') : oddly('prefix-known')
}

const ROUTERS: ReadonlySet<string> = new Set(['192.168.0.1', '192.168.1.1', '192.168.31.1', '10.0.0.1'])

/** Addresses of private networks, with their port where it is told. */
export function* intranetAddresses({ text, groups, octets }: Leads): Generator<Found> {
  for (const group of octets) {
    const start = groups[2 * group]!
    const address = ADDRESS.exec(text.slice(start, start + LONGEST))?.[0]
    if (address === undefined || /[0-9A-Za-z.]/.test(text.charAt(start - 1))) continue
    const end = start + address.length
    const judged = checkIntranetAddress(address, text.slice(Math.max(0, start - 2), start), text.slice(end, end + 2))
    if (judged.state !== 'refuted') yield { start, end, canonical: address, ...judged }
  }
}

const LONGEST = 18
const OCTET = '(?:\\.(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9]))'
const BLOCKS = [`10${OCTET}{3}`, `192\\.168${OCTET}{2}`, `172\\.(?:1[6-9]|2[0-9]|3[01])${OCTET}{2}`]
const ADDRESS = new RegExp(`^(?:${BLOCKS.join('|')})(?![0-9]|\\.[0-9])`)
