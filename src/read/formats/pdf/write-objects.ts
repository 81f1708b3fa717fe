import { Name, Reference, type Value } from './syntax.js'

/**
 * Writes a value in PDF syntax (ISO 32000-1, 7.3), as a Latin-1 string. `number` gives the new number of a reference.
 */
export function writeValue(value: Value, number: (reference: Reference) => number = (each) => each.number): string {
  if (value instanceof Name) return writeName(value.text)
  if (value instanceof Reference) return `${number(value)} 0 R`
  if (value instanceof Uint8Array) return `<${Buffer.from(value).toString('hex')}>`
  if (Array.isArray(value)) return `[${(value as Value[]).map((each) => writeValue(each, number)).join(' ')}]`
  if (!(value instanceof Map)) return String(value)
  const entries = [...value as Map<string, Value>].map(([key, each]) => `${writeName(key)} ${writeValue(each, number)}`)
  return `<<${entries.join(' ')}>>`
}

function writeName(name: string): string {
  return `/${name.replace(/[^!-~]|[()<>[\]{}/%#]/g, (each) =>
    `#${(each.charCodeAt(0) & 255).toString(16).padStart(2, '0')}`)}`
}

/** Writes a PDF file object by object. Guarded state. */
export class PdfWriter {
  readonly #pieces: Uint8Array[] = [Buffer.from('%PDF-1.7\n')]
  readonly #offsets: number[] = []
  #length = 9

  /** The number of a new object, which `set` gives a value. */
  reserve(): number {
    return this.#offsets.push(0)
  }

  set(number: number, body: string, stream?: Uint8Array): void {
    this.#offsets[number - 1] = this.#length
    this.#add(Buffer.from(`${number} 0 obj\n${body}\n`, 'latin1'))
    if (stream) {
      this.#add(Buffer.from('stream\n'))
      this.#add(stream)
      this.#add(Buffer.from('\nendstream\n'))
    }
    this.#add(Buffer.from('endobj\n'))
  }

  /** The file, with a cross-reference table. */
  file(root: number): Uint8Array {
    const start = this.#length
    const entries = this.#offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
    this.#add(Buffer.from(`xref\n0 ${this.#offsets.length + 1}\n0000000000 65535 f \n${entries}`
      + `trailer\n<</Size ${this.#offsets.length + 1} /Root ${root} 0 R>>\nstartxref\n${start}\n%%EOF\n`))
    return new Uint8Array(Buffer.concat(this.#pieces))
  }

  #add(bytes: Uint8Array): void {
    this.#pieces.push(bytes)
    this.#length += bytes.length
  }
}
