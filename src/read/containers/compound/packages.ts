import type { Intake, Readout } from '../../reader.js'

/** Zip packages in a stream, and the stream with these blanked. */
export interface Packages {
  readonly packages: readonly Buffer[]
  readonly rest: Buffer
}

/** More packages than any program writes into a stream. */
const MOST = 1000

const BEGIN = Buffer.from('PK\x03\x04', 'latin1')
const END = Buffer.from('PK\x05\x06', 'latin1')

/**
 * Finds the Office Open XML packages (themes, layouts) that Office 2007 and later embed in streams of the binary
 * formats. They are compressed, so a sweep would not find their text.
 */
export function packagesIn(stream: Buffer): Packages {
  const packages: Buffer[] = []
  let rest = stream
  for (let start = stream.indexOf(BEGIN); start >= 0 && packages.length < MOST;) {
    const last = stream.indexOf(END, start)
    if (last < 0) break
    const end = Math.min(stream.length, last + 22)
    packages.push(stream.subarray(start, end))
    if (rest === stream) rest = Buffer.from(stream)
    rest.fill(0, start, end)
    start = stream.indexOf(BEGIN, end)
  }
  return { packages, rest }
}

/** Reads an embedded package; its pieces are named after its stream. */
export async function readEmbeddedPackage(intake: Intake, name: string, bytes: Buffer): Promise<Readout> {
  const { parts, gaps, members = [] } = await intake.readAs('docx', { path: name, bytes })
  return {
    parts: parts.map((part) => ({ ...part, name: `${name}/${part.name}` })),
    gaps: gaps.map((gap) => ({ ...gap, piece: `${name}/${gap.piece}` })),
    members: members.map(({ path, bytes: content }) => ({
      path: path.replace(`${name}!`, `${name}/`),
      bytes: content,
    })),
  }
}
