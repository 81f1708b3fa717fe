import type { Budget } from '../../budget.js'
import { roleOf } from '../office-xml/role.js'
import { readStory } from '../office-xml/story.js'
import { PLAIN, readStyles } from '../office-xml/styles.js'
import { harvest } from '../../markup/xml/harvest.js'
import { readPackage, type PackageEntry, type PackagePlan } from '../../containers/packages/package.js'
import { readProperties } from '../../markup/xml/properties.js'
import type { Intake, Readout } from '../../reader.js'

/**
 * Reads word-processing documents of Office Open XML (.docx, .docm, .dotx, .dotm; ISO/IEC 29500-1, 17, strict and
 * transitional).
 *
 * Anatomy of the package: `word/document.xml` holds the body; headers, footers, notes and comments are entries beside
 * it. Each is a story: paragraphs `w:p` of runs `w:r` of texts `w:t`; tables `w:tbl`, `w:tr`, `w:tc`; fields between
 * `w:fldChar` marks; `w:ins` and `w:del` around tracked changes; text boxes in drawings. `styles.xml` says how runs
 * look, `settings.xml` holds document variables, `docProps` properties, `word/media` pictures, `word/embeddings` files,
 * `customXml` data of the author. Relationships (`_rels/*.rels`) connect them.
 *
 * `office-xml/story.ts` reads stories, by the tables of `element-handlers.ts` and `attributes.ts`; other XML is
 * harvested; entries that are not XML are read by `containers/packages`. Gaps: pictures that were not read, base64 in
 * the markup, field data of no known structure, macros. Cost: one inflation and one walk per entry.
 */
export function readDocx(intake: Intake): Promise<Readout> {
  return readPackage(intake, () => planFor(intake.budget))
}

/** Styles come first: text can be hidden by them. */
function planFor(budget: Budget): PackagePlan {
  let styles = PLAIN
  return {
    first: [/^word\/styles\.xml$/i],
    readXml: async (piece) => {
      if (piece.root === 'styles' && /^word\/styles\.xml$/i.test(piece.piece)) styles = await readStyles(piece, budget)
      return readEntry(piece, budget, styles)
    },
  }
}

function readEntry(piece: PackageEntry, budget: Budget, styles: typeof PLAIN): Promise<Readout> {
  const role = roleOf(piece.piece, piece.root)
  if (role.how === 'story') return readStory({ ...piece, ...role }, budget, styles)
  return role.how === 'properties' ? readProperties(piece, budget) : harvest(piece, budget, role)
}
