import { roleOf } from '../office-xml/role.js'
import { readStory } from '../office-xml/story.js'
import { PLAIN } from '../office-xml/styles.js'
import { readPackage, type PackageEntry } from '../../containers/packages/package.js'
import { harvest, type HarvestOptions } from '../../markup/xml/harvest.js'
import { readProperties } from '../../markup/xml/properties.js'
import type { Budget } from '../../budget.js'
import type { Intake, Readout } from '../../reader.js'

/**
 * Reads Visio drawings since 2013 (.vsdx, .vsdm, .vstx, .vssx; [MS-VSDX]).
 *
 * Anatomy: a package of Office Open XML. `visio/document.xml` holds styles, `visio/pages/pages.xml` the names of the
 * pages, `visio/pages/page1.xml` the shapes of one page; `visio/masters` holds what shapes are copied from. The text
 * of a shape is one element `Text` with marks of its runs in it; its data are cells (`Cell N="Value" V="…"`).
 *
 * Read: the texts of shapes on pages and masters, names of pages, data of shapes, links, comments, properties;
 * embedded objects become members. Gaps: those of packages (`readPackage`). Limits: whether a layer or a shape shows is
 * not looked at, its text counts as visible; places are names of entries.
 */
export function readVsdx(intake: Intake): Promise<Readout> {
  return readPackage(intake, () => ({
    first: [/^visio\/pages\/pages\.xml$/i],
    readXml: (entry) => readEntry(entry, intake.budget),
  }))
}

/** The text of a shape is one line, whatever runs it has. */
const LINES: ReadonlySet<string> = new Set(['Text'])

const BY_ROOT: ReadonlyMap<string, HarvestOptions> = new Map([
  ['PageContents', { kind: 'body', visibility: 'visible', lines: LINES }],
  ['MasterContents', { kind: 'template', visibility: 'visible', lines: LINES }],
  ['Pages', { kind: 'sheet-name', visibility: 'visible' }],
  ['Comments', { kind: 'comment', visibility: 'visible' }],
  ['Masters', { kind: 'style', visibility: 'metadata' }],
  ['VisioDocument', { kind: 'style', visibility: 'metadata' }],
])

function readEntry(entry: PackageEntry, budget: Budget): Promise<Readout> {
  const options = BY_ROOT.get(pageRoot(entry))
  if (options) return harvest(entry, budget, options)
  const role = roleOf(entry.piece, entry.root)
  if (role.how === 'story') return readStory({ ...entry, ...role }, budget, PLAIN)
  return role.how === 'properties' ? readProperties(entry, budget) : harvest(entry, budget, role)
}

/** Comments of Visio are no story of WordprocessingML, whose root has the same name in small letters. */
function pageRoot({ root, piece }: PackageEntry): string {
  return /^visio\/comments[^/]*\.xml$/i.test(piece) ? 'Comments' : root
}
