import type { Budget } from '../../budget.js'
import { roleOf, type Role } from '../office-xml/role.js'
import { readStory } from '../office-xml/story.js'
import { PLAIN } from '../office-xml/styles.js'
import { harvest } from '../../markup/xml/harvest.js'
import { readPackage, type PackageEntry, type PackagePlan, type Relations } from '../../containers/packages/package.js'
import { relationsNameOf } from '../../containers/packages/relations.js'
import { readProperties } from '../../markup/xml/properties.js'
import type { Intake, Readout } from '../../reader.js'
import { release } from './free-buffer.js'
import { readComments } from './comments.js'
import { readSheet, type Book } from './sheet.js'
import { readStrings } from './strings.js'
import { NO_STYLES, readCellStyles } from './styles.js'
import { readWorkbook, type Sheet } from './workbook.js'

/**
 * Reads workbooks of Office Open XML (.xlsx, .xlsm, .xltx; ISO/IEC 29500-1, 18).
 *
 * Anatomy of the package: `xl/workbook.xml` lists the sheets and the defined names; each sheet is an entry of rows and
 * cells `c`, whose value `v` is a number, or the number of a string in `xl/sharedStrings.xml`. `xl/styles.xml` holds
 * number formats (a date is a number with the format of a date), fonts and fills. Comments, drawings, charts, tables
 * and caches of pivot tables are entries of their own, which relationships connect with the sheets.
 *
 * Read: cells with their addresses row by row, as their format shows them; hidden sheets, rows and columns as hidden
 * text; comments, headers, footers, formulas, names, strings that no cell shows; every other entry as in docx. Gaps: a
 * string that is missing, binary sheets (.xlsb), pictures that were not read, macros. Cost: one walk per entry.
 */
export function readXlsx(intake: Intake): Promise<Readout> {
  return readPackage(intake, (relations) => planFor(intake.budget, relations))
}

function planFor(budget: Budget, relations: Relations): PackagePlan {
  let sheets: ReadonlyMap<string, Sheet> = new Map()
  let book: Book = { strings: undefined, styles: NO_STYLES, since1904: false }
  return {
    first: [/^xl\/workbook\.xml$/i, /^xl\/styles\.xml$/i, /^xl\/sharedStrings\.xml$/i],
    readXml: async (piece) => {
      const { root } = piece
      if (root === 'workbook') {
        const workbook = await readWorkbook(piece, budget, relations.get(relationsNameOf(piece.piece)) ?? [])
        sheets = new Map([...sheets, ...workbook.sheets])
        book = { ...book, since1904: workbook.since1904 }
        return workbook
      }
      if (root === 'sst') {
        const strings = await readStrings(piece, budget)
        release(piece.bytes)
        book = { ...book, strings }
        return { parts: [], gaps: strings.gaps }
      }
      if (/^(worksheet|dialogsheet|macrosheet|chartsheet)$/.test(root)) {
        const readout = await readSheet(piece, budget, book, sheets.get(piece.piece))
        release(piece.bytes)
        return readout
      }
      if (root === 'comments') return readComments(piece, budget, sheetOf(piece.piece, sheets, relations))
      if (root === 'styleSheet') book = { ...book, styles: await readCellStyles(piece, budget) }
      return readEntry(piece, budget)
    },
    finish: () => ({ parts: book.strings?.unshown(budget) ?? [], gaps: [] }),
  }
}

function readEntry(piece: PackageEntry, budget: Budget): Promise<Readout> {
  const role = bookRole(piece) ?? roleOf(piece.piece, piece.root)
  if (role.how === 'story') return readStory({ ...piece, ...role }, budget, PLAIN)
  return role.how === 'properties' ? readProperties(piece, budget) : harvest(piece, budget, role)
}

/** Roots of tables and of data from elsewhere that a workbook keeps. */
const DATA = /^(table|pivotTableDefinition|pivotCacheDefinition|pivotCacheRecords|externalLink|queryTable|connections)$/

function bookRole({ root }: PackageEntry): Role | undefined {
  if (root === 'wsDr') return { how: 'story', kind: 'textbox', hidden: false, unknownKind: 'markup' }
  if (root === 'styleSheet') return { how: 'harvest', kind: 'style', visibility: 'metadata', attributes: 'meaningful' }
  if (/^(ThreadedComments|personList)$/.test(root)) {
    return { how: 'harvest', kind: 'comment', visibility: 'visible', attributes: 'meaningful' }
  }
  if (DATA.test(root)) {
    return { how: 'harvest', kind: 'custom-data', visibility: 'hidden', attributes: 'all' }
  }
  return undefined
}

/** The sheet whose relationships point at an entry. */
function sheetOf(piece: string, sheets: ReadonlyMap<string, Sheet>, relations: Relations): Sheet | undefined {
  for (const [name, sheet] of sheets) {
    if (relations.get(relationsNameOf(name))?.some(({ target }) => target === piece)) return sheet
  }
  return undefined
}
