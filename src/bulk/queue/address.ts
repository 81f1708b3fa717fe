import { ScreenError } from '../../model/index.js'

/** Where a queue is. Plain data of a URL; the password is in it and nowhere else. */
export interface QueueAddress {
  /** Of the queue among others in one database. */
  readonly name: string
  readonly host: string
  readonly port: number
  readonly db: number
  readonly username?: string
  readonly password?: string
  /** TLS, with the PEM files the URL names: who vouches for the server, and who this is. */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string }
  /** For messages: the URL without user, password and files. */
  readonly shown: string
}

/** What may stand behind the `?` of a queue's URL. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  'redis:': ['name'], 'rediss:': ['name', 'ca', 'cert', 'key'],
}
const NAME = /^[\w.-]{1,64}$/

/**
 * Reads `redis[s]://[user[:password]@]host[:port][/database][?name=…&ca=…&cert=…&key=…]`. `rediss` is TLS; the last
 * three are PEM files. User and password may be percent-encoded.
 * @throws ScreenError `usage`, which never repeats the URL
 */
export function parseQueueUrl(text: string): QueueAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !isQueueUrl(url)) throw new ScreenError('queue-url')
  const { protocol, hostname, username, password, searchParams } = url
  const name = nameIn(url)
  const port = Number(url.port || DEFAULT_PORT)
  const db = Number(url.pathname.slice(1))
  return {
    name, host: hostname.replace(/^\[|\]$/g, ''), port, db,
    ...(username !== '' && { username: plain(username) }),
    ...(password !== '' && { password: plain(password) }),
    ...(protocol === 'rediss:' && { tls: filesOf(searchParams) }),
    shown: `${protocol}//${hostname}:${port}/${db}?name=${name}`,
  }
}

function isQueueUrl(url: URL): boolean {
  const known = PARAMETERS[url.protocol]
  return known !== undefined && [...url.searchParams.keys()].every((key) => known.includes(key)) &&
    url.hostname !== '' && url.hash === '' && /^\/?\d{0,4}$/.test(url.pathname) && NAME.test(nameIn(url))
}

function nameIn({ searchParams }: URL): string {
  return searchParams.get('name') ?? DEFAULT_NAME
}

function filesOf(parameters: URLSearchParams): NonNullable<QueueAddress['tls']> {
  const files = (['ca', 'cert', 'key'] as const).map((name) => [name, parameters.get(name)] as const)
  return Object.fromEntries(files.filter(([, file]) => file !== null))
}

function plain(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    throw new ScreenError('queue-url')
  }
}

const DEFAULT_NAME = 'documents'
const DEFAULT_PORT = 6379
