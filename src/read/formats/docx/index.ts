import type { Budget } from '../../budget.js'
import { roleOf } from '../office-xml/role.js'
import { readStory } from '../office-xml/story.js'
import { PLAIN, readStyles } from '../office-xml/styles.js'
import { harvest } from '../../markup/xml/harvest.js'
import { readPackage, type PackageEntry, type PackagePlan } from '../../containers/packages/package.js'
import { readProperties } from '../../markup/xml/properties.js'
import type { Intake, Readout } from '../../reader.js'

/**
 * Reads word-processing documents of Office Open XML (.docx, .docm, .dotx, .dotm; ISO/IEC 29500, strict and
 * transitional): every entry of the package, `readOoxml` says how. Cost: one inflation and one walk per entry.
 */
export function readDocx(intake: Intake): Promise<Readout> {
  return readPackage(intake, () => planFor(intake.budget))
}

/** Styles come first: they say what hides. */
function planFor(budget: Budget): PackagePlan {
  let styles = PLAIN
  return {
    first: [/^word\/styles\.xml$/i],
    readXml: (piece) => {
      if (piece.root === 'styles' && /^word\/styles\.xml$/i.test(piece.piece)) styles = readStyles(piece, budget)
      return tell(piece, budget, styles)
    },
  }
}

function tell(piece: PackageEntry, budget: Budget, styles: typeof PLAIN): Readout {
  const role = roleOf(piece.piece, piece.root)
  if (role.how === 'story') return readStory({ ...piece, ...role }, budget, styles)
  const { part, gaps } = role.how === 'properties' ? readProperties(piece, budget) : harvest(piece, budget, role)
  return { parts: part ? [part] : [], gaps }
}
