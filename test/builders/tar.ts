/**
 * Builds tape archives (ustar): `tar([{ name: 'a.txt', data: 'text' }])`. A name may be raw bytes of any encoding; `type` is the entry's kind,
 * `magic: ''` makes it an archive from before ustar.
 */
export interface TarFile {
  readonly name: string | Uint8Array
  readonly data?: string | Uint8Array
  readonly type?: string
  readonly link?: string
  readonly owner?: string
}

export function tar(files: readonly TarFile[], { magic = 'ustar\x0000', end = true } = {}): Buffer {
  const pieces = files.flatMap((file) => {
    const data = Buffer.from(file.data ?? '')
    return [header(file, data.length, magic), data, Buffer.alloc((512 - (data.length % 512)) % 512)]
  })
  return Buffer.concat([...pieces, Buffer.alloc(end ? 1024 : 0)])
}

/** A record of a pax header: its length counts itself. */
export function pax(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`
  const length = Buffer.byteLength(rest)
  const digits = String(length + String(length + 2).length)
  return digits + rest
}

function header({ name, type = '0', link = '', owner = '' }: TarFile, size: number, magic: string): Buffer {
  const block = Buffer.alloc(512)
  block.set(Buffer.from(name).subarray(0, 100))
  block.write('0000644\0', 100)
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  block.write('        ', 148)
  block.write(type, 156)
  block.write(link, 157)
  block.write(magic, 257, 'latin1')
  block.write(owner, 265)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return block
}
