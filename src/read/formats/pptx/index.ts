import type { Budget } from '../../budget.js'
import { attribute } from '../office-xml/vocabulary.js'
import type { SlideSize } from '../office-xml/off-slide.js'
import { roleOf, type Role } from '../office-xml/role.js'
import { readStory } from '../office-xml/story.js'
import { PLAIN } from '../office-xml/styles.js'
import { harvest } from '../../markup/xml/harvest.js'
import { readPackage, type PackageEntry, type PackagePlan, type Relations } from '../../containers/packages/package.js'
import { relationsNameOf } from '../../containers/packages/relations.js'
import { readProperties } from '../../markup/xml/properties.js'
import type { Intake, Readout } from '../../reader.js'
import { walkXml, type XmlElement, type XmlHandler } from '../../markup/xml/walk.js'

/**
 * Reads presentations of Office Open XML (.pptx, .pptm, .potx, .ppsx; ISO/IEC 29500-1, 19).
 *
 * Anatomy of the package: `ppt/presentation.xml` lists the slides in the order shown and gives their size. Each slide
 * is an entry: a tree of shapes `p:sp`, whose text is paragraphs `a:p` of runs `a:r` (DrawingML, clause 21). Notes,
 * comments, layouts and masters are entries of their own, which relationships connect with the slides.
 *
 * Read: slides with their numbers, hidden slides and shapes off the slide as hidden text, notes, comments, masters and
 * layouts; every other entry as in docx, with the same gaps. Cost: one walk per entry.
 */
export function readPptx(intake: Intake): Promise<Readout> {
  return readPackage(intake, (relations) => planFor(intake.budget, relations))
}

function planFor(budget: Budget, relations: Relations): PackagePlan {
  let pages: ReadonlyMap<string, number> = new Map()
  let size: SlideSize | undefined
  return {
    first: [/^ppt\/presentation\.xml$/i],
    readXml: async (piece) => {
      if (piece.root === 'presentation') {
        pages = await pagesOf(piece, budget, relations)
        size = sizeOf(piece)
      }
      return readEntry(piece, budget, pageOf(piece.piece, pages, relations), size)
    },
  }
}

function readEntry(
  piece: PackageEntry, budget: Budget, page: number | undefined, size: SlideSize | undefined,
): Promise<Readout> {
  const role = slideRole(piece) ?? roleOf(piece.piece, piece.root)
  const where = { ...(page === undefined ? {} : { page }), ...(piece.root === 'sld' && size ? { size } : {}) }
  if (role.how === 'story') return readStory({ ...piece, ...role, ...where }, budget, PLAIN)
  return role.how === 'properties' ? readProperties(piece, budget) : harvest(piece, budget, role)
}

function slideRole({ root, bytes }: PackageEntry): Role | undefined {
  if (root === 'sld') return { how: 'story', kind: 'body', hidden: isHidden(bytes), unknownKind: 'markup' }
  if (root === 'notes') return { how: 'story', kind: 'notes', hidden: false, unknownKind: 'markup' }
  if (/^(sldMaster|sldLayout|notesMaster|handoutMaster)$/.test(root)) {
    return { how: 'story', kind: 'template', hidden: false, unknownKind: 'markup' }
  }
  if (/^cm(Author)?Lst$|^authorLst$/.test(root)) {
    return { how: 'harvest', kind: 'comment', visibility: 'visible', attributes: 'all' }
  }
  if (root === 'tagLst') return { how: 'harvest', kind: 'metadata', visibility: 'metadata', attributes: 'all' }
  return undefined
}

/** `show="0"` on the slide itself (19.3.1.38). */
function isHidden(bytes: Uint8Array): boolean {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 16_384))
  return /<(?:[^\s<>/:]+:)?sld\s[^>]*\bshow\s*=\s*["'](0|false)["']/.test(head)
}

/** The size all slides have (19.2.1.36). */
function sizeOf({ bytes }: PackageEntry): SlideSize | undefined {
  const [tag = ''] = /<(?:[^\s<>/:]+:)?sldSz\s[^>]*>/.exec(new TextDecoder('latin1').decode(bytes)) ?? []
  const [width, height] = ['cx', 'cy']
    .map((side) => Number(new RegExp(`\\s${side}\\s*=\\s*["'](\\d+)["']`).exec(tag)?.[1]))
  return width! > 0 && height! > 0 ? { width: width!, height: height! } : undefined
}

/** Numbers of the slides in the order they are shown, by entry. */
async function pagesOf(
  piece: PackageEntry, budget: Budget, relations: Relations,
): Promise<Map<string, number>> {
  const { handler } = await walkXml(piece, budget, () => new SlideIds())
  const targets = new Map(relations.get(relationsNameOf(piece.piece))?.map(({ id, target }) => [id, target]))
  return new Map(handler.ids.map((id, at) => [targets.get(id) ?? '', at + 1]))
}

class SlideIds implements XmlHandler {
  readonly ids: string[] = []

  open(element: XmlElement): void {
    if (element.local !== 'sldId') return
    const relation = element.attributes.find(({ local, uri }) => local === 'id' && uri !== '')
    this.ids.push(relation?.value ?? attribute(element, 'id') ?? '')
  }
}

/** A slide's own number; for its notes and comments, the number of their slide. */
function pageOf(piece: string, pages: ReadonlyMap<string, number>, relations: Relations): number | undefined {
  const own = pages.get(piece)
  if (own !== undefined) return own
  if (!/notesSlides?\//i.test(piece)) return undefined
  const slide = relations.get(relationsNameOf(piece))?.find(({ type }) => type === 'slide')
  return slide && pages.get(slide.target)
}
