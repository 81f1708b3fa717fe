import SevenZip, { type SevenZipModule } from '7z-wasm'

/** How much 7-Zip may write, in bytes. */
export interface Allowance {
  readonly file: number
  readonly total: number
}

/** The result of unpacking an archive. Nothing is written to disk: 7-Zip's file system is in memory. */
export interface Unpacked {
  /** Files and links as far as they were written; names are separated by `/`, without a leading one. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
  /** All entries that the archive lists. */
  readonly listed: readonly Listed[]
  /** Comments of the archive and of its entries. */
  readonly comments: readonly string[]
  /** Bytes written, kept or not. */
  readonly written: number
  /** Why it ended early: a limit of the allowance, `encrypted`, `damaged`. Absent: everything was unpacked. */
  readonly fault?: keyof Allowance | 'encrypted' | 'damaged'
}

export interface Listed {
  readonly name: string
  readonly folder: boolean
  readonly encrypted: boolean
}

/** A password that no archive has, so that 7-Zip never asks for one. */
const NO_PASSWORD = '\u0001'

/**
 * Lists and unpacks an archive with 7-Zip, which recognises its format. Never throws on bad bytes. Where content stays
 * encrypted, each of `passwords` is tried on the whole archive, and the result with most files is kept. Cost: memory
 * for the archive and its content, briefly for the content twice; 20 ms to start, half a second for each password.
 */
export async function unpackWithSevenZip(
  bytes: Uint8Array, allowance: Allowance, passwords: readonly string[] = [],
): Promise<Unpacked> {
  let best = await unpackOnce(bytes, allowance, NO_PASSWORD)
  let { written } = best
  for (const password of passwords) {
    if (!hasEncrypted(best)) break
    const next = await unpackOnce(bytes, { ...allowance, total: allowance.total - written }, password)
    written += next.written
    if (next.files.length > best.files.length || !hasEncrypted(next)) best = next
  }
  return { ...best, written }
}

/** True where something of the archive was not unpacked because it is encrypted. */
function hasEncrypted({ fault, listed, files }: Unpacked): boolean {
  const isIncomplete = files.length < listed.filter(({ folder }) => !folder).length
  return fault === 'encrypted' || (fault !== undefined && isIncomplete && listed.some(({ encrypted }) => encrypted))
}

async function unpackOnce(bytes: Uint8Array, allowance: Allowance, password: string): Promise<Unpacked> {
  const lines: string[] = []
  const shared = [`-p${password}`, '-bd', '-sccUTF-8']
  const program = await start(bytes, lines)
  const listing = run(program, ['l', '-slt', ...shared, '/in'])
  const listed = entriesOf(lines)
  const comments = commentsOf(lines)
  if (listing !== 0) return { files: [], listed, comments, written: 0, fault: faultOf(lines, bytes) }
  const meter: Meter = { written: 0 }
  enforceAllowance(program, allowance, meter)
  const status = run(program, ['x', '-y', '-aou', ...shared, '-o/out', '/in'])
  const files = filesOf(program)
  const fault = meter.stopped ?? (status !== 0 ? faultOf(lines, bytes) : hasOuterBytes(lines) ? 'damaged' : undefined)
  return { files, listed, comments, written: meter.written, ...(fault && { fault }) }
}

async function start(bytes: Uint8Array, lines: string[]): Promise<SevenZipModule> {
  const program = await SevenZip({
    print: (line) => { lines.push(line) },
    printErr: (line) => { lines.push(line) },
    stdin: () => null as unknown as number,
  })
  program.FS.writeFile('/in', bytes)
  return program
}

/** The exit status; -1 where it throws, which it does with a number for a header that it cannot decrypt. */
function run(program: SevenZipModule, args: string[]): number {
  try {
    return (program.callMain as unknown as (args: string[]) => number)(args)
  } catch {
    return -1
  }
}

interface Operations {
  write(
    stream: { position: number },
    buffer: unknown,
    offset: number,
    length: number,
    position?: number,
    own?: boolean,
  ): number
  setattr(node: unknown, attributes: { size?: number }): void
}

interface Meter {
  written: number
  stopped?: keyof Allowance
}

/**
 * Stops the program at its first write beyond the allowance, and before it reserves space for a file beyond it.
 */
function enforceAllowance({ FS }: SevenZipModule, allowance: Allowance, meter: Meter): void {
  const probe = FS.open('/probe', 'w') as unknown as { stream_ops: Operations; node: { node_ops: Operations } }
  const { stream_ops: stream, node: { node_ops: node } } = probe
  const { write } = stream
  const { setattr } = node
  const stop = (bound: keyof Allowance): never => {
    meter.stopped = bound
    throw new Error('allowance')
  }
  stream.write = (target, buffer, offset, length, position, own) => {
    const end = (position ?? target.position) + length
    if (end > allowance.file) stop('file')
    if (meter.written + length > allowance.total) stop('total')
    meter.written += length
    return write(target, buffer, offset, length, position, own)
  }
  node.setattr = (target, attributes) => {
    if ((attributes.size ?? 0) > allowance.file) stop('file')
    if ((attributes.size ?? 0) > allowance.total) stop('total')
    setattr(target, attributes)
  }
}

function filesOf({ FS }: SevenZipModule): { name: string; bytes: Uint8Array }[] {
  const files: { name: string; bytes: Uint8Array }[] = []
  const walk = (folder: string): void => {
    for (const step of FS.readdir(folder).filter((name) => name !== '.' && name !== '..').sort()) {
      const path = `${folder}/${step}`
      const { mode } = FS.lstat(path)
      const name = path.slice('/out/'.length)
      if (FS.isDir(mode)) walk(path)
      else if (FS.isLink(mode)) files.push({ name, bytes: Buffer.from(FS.readlink(path)) })
      else files.push({ name, bytes: FS.readFile(path, { encoding: 'binary' }) })
    }
  }
  try {
    walk('/out')
  } catch {
    return files // nothing was written, or links form a circle; the listing shows what is missing
  }
  return files
}

/** True where there are bytes before or after the archive: 7-Zip searches the whole file for one. */
function hasOuterBytes(lines: readonly string[]): boolean {
  return lines.some((line) => /^(Offset|Tail Size) = [1-9]/.test(line))
}

/** Entries are blocks of `key = value` after the line of hyphens that ends the description of the archive. */
function entriesOf(lines: readonly string[]): Listed[] {
  const rule = lines.findIndex((line) => /^-{10}/.test(line))
  const listed: Listed[] = []
  let values = new Map<string, string>()
  for (const line of rule < 0 ? [] : [...lines.slice(rule + 1), 'Path = ']) {
    const match = /^([A-Z][A-Za-z ]*) = (.*)$/.exec(line)
    if (match?.[1] === 'Path' && values.has('Path')) {
      listed.push(listedOf(values))
      values = new Map()
    }
    if (match) values.set(match[1]!, match[2]!)
  }
  return listed
}

function listedOf(values: ReadonlyMap<string, string>): Listed {
  return {
    name: values.get('Path')!.replaceAll('\\', '/').replace(/^\/+/, ''),
    folder: values.get('Folder') === '+' || /^D/.test(values.get('Attributes') ?? ''),
    encrypted: values.get('Encrypted') === '+',
  }
}

/** `Comment = …` on one line, or lines between braces. */
function commentsOf(lines: readonly string[]): string[] {
  return lines.flatMap((line, at) => {
    if (!/^Comment =/.test(line)) return []
    const text = line.replace(/^Comment = ?/, '')
    if (text !== '' || lines[at + 1] !== '{') return text === '' ? [] : [text]
    const end = lines.indexOf('}', at + 2)
    return [lines.slice(at + 2, end < 0 ? lines.length : end).join('\n')].filter((comment) => comment !== '')
  })
}

/** Encryption of 7z headers shows as the id of AES in the last bytes (7zFormat.txt, method 06F10701). */
function faultOf(lines: readonly string[], bytes: Uint8Array): 'encrypted' | 'damaged' {
  const refused = lines.some((line) =>
    /encrypted|Wrong password/i.test(line) && /^ERROR|Cannot open|Wrong password/.test(line))
  if (refused) return 'encrypted'
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(-4096)
  return tail.includes(Buffer.from('06f10701', 'hex')) ? 'encrypted' : 'damaged'
}
