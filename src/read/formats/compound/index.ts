import { readCompoundFile } from '../../containers/compound/compound-reading.js'
import type { Intake, Readout } from '../../reader.js'

/**
 * Reads a compound file of no known format, an embedded object for one: properties, files within it, and the rest
 * swept.
 */
export function readCompound(intake: Intake): Promise<Readout> {
  return readCompoundFile(intake, () => undefined)
}
