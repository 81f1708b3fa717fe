import type { Budget } from './budget.js'
import { roleOf } from './docx/role.js'
import { readStory } from './docx/story.js'
import { PLAIN, readStyles } from './docx/styles.js'
import { harvest } from './xml/harvest.js'
import { readOoxml, type OoxmlPiece, type OoxmlPlan, type Told } from './ooxml/package.js'
import { readProperties } from './xml/properties.js'
import type { Intake, Readout } from './reader.js'

/**
 * Reads word-processing documents of Office Open XML (.docx, .docm, .dotx, .dotm; ISO/IEC 29500, strict and
 * transitional): every entry of the package, `readOoxml` says how. Cost: one inflation and one walk per entry.
 */
export function readDocx(intake: Intake): Promise<Readout> {
  return readOoxml(intake, () => planFor(intake.budget))
}

/** Styles come first: they say what hides. */
function planFor(budget: Budget): OoxmlPlan {
  let styles = PLAIN
  return {
    first: [/^word\/styles\.xml$/i],
    tell: (piece) => {
      if (piece.root === 'styles' && /^word\/styles\.xml$/i.test(piece.piece)) styles = readStyles(piece, budget)
      return tell(piece, budget, styles)
    },
  }
}

function tell(piece: OoxmlPiece, budget: Budget, styles: typeof PLAIN): Told {
  const role = roleOf(piece.piece, piece.root)
  if (role.how === 'story') return readStory({ ...piece, ...role }, budget, styles)
  const { part, gaps } = role.how === 'properties' ? readProperties(piece, budget) : harvest(piece, budget, role)
  return { parts: part ? [part] : [], gaps }
}
