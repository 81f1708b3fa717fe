import { readCompoundFile, type CompoundReading } from '../../containers/compound/compound-reading.js'
import type { CompoundEntry } from '../../containers/cfb/file.js'
import type { Intake, Readout } from '../../reader.js'
import { sniff } from '../../sniff/sniff.js'
import { decryptPackage } from './decrypt.js'

/**
 * Reads encrypted documents of Office Open XML ([MS-OFFCRYPTO] 2.3.4), where Excel's default password or a given one
 * opens them.
 *
 * Anatomy: a compound file. `EncryptionInfo` says how the key is made of a password, `EncryptedPackage` is the package
 * with its length before it, and the storage `\x06DataSpaces` names the transform (2.1).
 *
 * Read: the package, as a document of its format. Gap: `encrypted`, where another password or cipher was used. Cost:
 * the hashes that the file demands, up to a bound, and one pass over the package.
 */
export async function readEncryptedOoxml(intake: Intake): Promise<Readout> {
  let decrypted: Buffer | undefined
  const container = await readCompoundFile(intake, (reading) => {
    const info = reading.take('EncryptionInfo')
    const encrypted = reading.take('EncryptedPackage')
    decrypted = info && encrypted && decryptPackage(info, encrypted, intake.passwords)
    for (const entry of reading.compound.root.children) if (entry.name === '\x06DataSpaces') sweepAll(reading, entry)
  })
  if (!decrypted) return { parts: [], gaps: [{ piece: '', reason: 'encrypted' }] }
  if (!intake.budget.takeInflated('', decrypted.length, intake.document.bytes.length)) return container
  const { path } = intake.document
  const content = await intake.readAs(sniff(decrypted, path), { path, bytes: decrypted })
  return {
    parts: [...content.parts, ...container.parts],
    gaps: [...content.gaps, ...container.gaps],
    members: [...content.members ?? [], ...container.members ?? []],
  }
}

/** Streams of the data spaces are a few names each. */
const MOST_BYTES = 1024

function sweepAll(reading: CompoundReading, entry: CompoundEntry): void {
  for (const child of entry.children) {
    if (child.storage) sweepAll(reading, child)
    else if (child.size <= MOST_BYTES) reading.sweep(reading.open(child) ?? Buffer.alloc(0), child.path)
  }
}
