import type { Budget } from '../../budget.js'
import { looksMeaningful } from '../../markup/xml/harvest.js'
import { PartSet } from '../../parts/part-set.js'
import type { Readout } from '../../reader.js'
import { walkXml, type XmlElement, type XmlHandler, type XmlSource } from '../../markup/xml/walk.js'

/** One relationship of a package (ISO/IEC 29500-2, 8.5). */
export interface Relation {
  readonly id: string
  /** Last step of its type's URI, the same in strict and transitional files: `header`, `image`, `aFChunk`. */
  readonly type: string
  /** The entry's name where it points into the package, else the address as written. */
  readonly target: string
  readonly external: boolean
}

/**
 * Reads one `.rels` entry: what it relates, and a part with the addresses outside the package that it points to, as
 * written and, where they are percent-encoded, decoded too.
 */
export async function readRelations(
  source: XmlSource, budget: Budget,
): Promise<Readout & { readonly relations: readonly Relation[] }> {
  const { handler, gaps } = await walkXml(source, budget, () => new RelationsHandler(source.piece, budget))
  return { relations: handler.relations, parts: handler.partSet.build(), gaps }
}

/** Name of the `.rels` entry that holds an entry's relationships. */
export function relationsNameOf(name: string): string {
  const slash = name.lastIndexOf('/') + 1
  return `${name.slice(0, slash)}_rels/${name.slice(slash)}.rels`
}

class RelationsHandler implements XmlHandler {
  readonly relations: Relation[] = []
  readonly partSet: PartSet

  constructor(
    readonly piece: string,
    budget: Budget,
  ) {
    this.partSet = new PartSet(piece, budget)
  }

  open(element: XmlElement): void {
    const values = new Map(element.attributes.map(({ local, value }) => [local, value]))
    const external = values.get('TargetMode')?.toLowerCase() === 'external'
    const target = values.get('Target') ?? ''
    if (element.local === 'Relationship') {
      const type = (values.get('Type') ?? '').replace(/^.*\//, '')
      const resolved = external ? target : resolve(this.piece, target)
      this.relations.push({ id: values.get('Id') ?? '', type, target: resolved, external })
    }
    for (const { local, name, value } of element.attributes) {
      if (name.startsWith('xmlns') || local === 'Type') continue
      if (local === 'Target' ? external || looksMeaningful(value) : looksMeaningful(value)) this.#report(value)
    }
  }

  text(text: string): void {
    this.#report(text)
  }

  onNonContent(text: string): void {
    this.#report(text)
  }

  #report(text: string): void {
    const decoded = decodeAddress(text)
    for (const line of decoded === text ? [text] : [text, decoded]) this.partSet.line('link', line, {}, 'metadata')
  }
}

/** `a/_rels/b.rels` holds the relationships of `a/b`: targets count from `a/`. */
function resolve(piece: string, target: string): string {
  const address = decodeAddress(target.split(/[?#]/, 1)[0]!.replaceAll('\\', '/'))
  const base = address.startsWith('/') ? '' : piece.replace(/_rels\/[^/]*$/, '')
  const steps: string[] = []
  for (const step of `${base}${address}`.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

function decodeAddress(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
