import { dismissed, evidence, unlikely, type Evidence, type IdentifierMatch } from './evidence.js'
import type { IdentifierIndex } from './identifier-index.js'

/** Finds addresses of private networks. */
export function* intranetAddresses({ text, groups, networks }: IdentifierIndex): Generator<IdentifierMatch> {
  for (const group of networks) {
    const start = groups[2 * group]!
    const address = ADDRESS.exec(text.slice(start, start + MAX_LENGTH))?.[0]
    if (address === undefined || /[0-9A-Za-z.]/.test(text.charAt(start - 1))) continue
    const end = start + address.length
    const result = checkIntranetAddress(address, text.slice(Math.max(0, start - 2), start), text.slice(end, end + 2))
    if (result.state !== 'refuted') yield { start, end, canonical: address, ...result }
  }
}

const MAX_LENGTH = 18
const OCTET = '(?:\\.(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9]))'
const NETWORKS = [`10${OCTET}{3}`, `192\\.168${OCTET}{2}`, `172\\.(?:1[6-9]|2[0-9]|3[01])${OCTET}{2}`]
const ADDRESS = new RegExp(`^(?:${NETWORKS.join('|')})(?![0-9]|\\.[0-9])`)

/**
 * Checks an address of a private network (RFC 1918). 192.168 and 172.16–31 confirm it; four numbers that start with 10
 * may be a version or a clause, and need a word or the scheme of a URL before them. Default addresses of routers and
 * whole networks reveal nothing.
 */
function checkIntranetAddress(address: string, before: string, after: string): Evidence {
  if (/\.0$/.test(address) || /^\/[0-9]/.test(after)) return dismissed('public-number')
  if (ROUTER_DEFAULTS.has(address)) return dismissed('public-number')
  const certain = !address.startsWith('10.') || /(?:\/\/|\\\\|@)$/.test(before)
  return certain ? evidence('confirmed', 'private-network') : unlikely('private-network')
}

const ROUTER_DEFAULTS: ReadonlySet<string> = new Set(['192.168.0.1', '192.168.1.1', '192.168.31.1', '10.0.0.1'])
