import { ScreenError } from '../../model/index.js'

/** A queue's URL as plain data. The password is stored nowhere else. */
export interface QueueAddress {
  /** Tells the queues of one database apart. */
  readonly name: string
  readonly host: string
  readonly port: number
  readonly db: number
  readonly username?: string
  readonly password?: string
  /** Present for TLS. Names of PEM files: the authority that signed the server's certificate; this client's own. */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string }
  /** The URL for messages, without user, password and files. */
  readonly displayUrl: string
}

/** Query parameters that a queue's URL may have. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  'redis:': ['name'], 'rediss:': ['name', 'ca', 'cert', 'key'],
}
const NAME = /^[\w.-]{1,64}$/

/**
 * Reads `redis[s]://[user[:password]@]host[:port][/database][?name=…&ca=…&cert=…&key=…]`. `rediss` is TLS; `ca`,
 * `cert` and `key` name PEM files. User and password may be percent-encoded.
 * @throws ScreenError `usage`; the message never repeats the URL
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
    displayUrl: `${protocol}//${hostname}:${port}/${db}?name=${name}`,
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
