/** A node of a trie while it is built: children by class. */
export interface TrieNode {
  value: number
  readonly children: Map<number, TrieNode>
}

export function createNode(): TrieNode {
  return { value: 0, children: new Map() }
}

/** Adds a word as the classes of its characters; a word that is there gets the new value. */
export function addWord(root: TrieNode, classes: readonly number[], value: number): void {
  let node = root
  for (const label of classes) {
    let child = node.children.get(label)
    if (!child) node.children.set(label, (child = createNode()))
    node = child
  }
  node.value = value
}

/**
 * Lays a trie of at least one word out as a double array; see layout.ts for its form. Those with most children go
 * first, each to a base that fits and that no other has: four in ten nodes stay empty. After the last base there is
 * room for every class up to `classes`, so that no look-up leaves the array.
 */
export function layOut(trie: TrieNode, classes: number): { readonly nodes: Uint32Array; readonly root: number } {
  const places = new Places(classes)
  const bases = new Map<TrieNode, number>()
  for (const node of parents(trie).sort((a, b) => b.children.size - a.children.size)) {
    bases.set(node, places.take([...node.children.keys()].sort((a, b) => a - b)))
  }
  const nodes = new Uint32Array(2 * (places.highestBase + classes + 1))
  for (const [node, base] of bases) {
    for (const [label, child] of node.children) {
      nodes[2 * (base + label)] = bases.get(child) ?? 0
      nodes[2 * (base + label) + 1] = ((label << 16) | child.value) >>> 0
    }
  }
  return { nodes, root: bases.get(trie)! }
}

/** All nodes with children, breadth first. */
function parents(trie: TrieNode): TrieNode[] {
  const found = [trie]
  for (const node of found) for (const child of node.children.values()) if (child.children.size > 0) found.push(child)
  return found
}

/**
 * Which nodes and bases are taken. The free nodes are a list, each naming the next, so that a full stretch costs
 * nothing.
 */
class Places {
  highestBase = 0
  #next: Int32Array
  readonly #cursors = new Map<number, number>()
  readonly #taken: Uint8Array
  readonly #usedBases: Uint8Array

  constructor(classes: number) {
    const room = 1 << 21
    this.#taken = new Uint8Array(room + classes + 1)
    this.#usedBases = new Uint8Array(room)
    this.#next = Int32Array.from({ length: room + classes + 1 }, (_, i) => i + 1)
  }

  /**
   * Takes the nodes for these labels (ascending) and returns their base. The search for labels alike in number (its
   * power of two) and with the same first goes on where the last one ended: what did not do then seldom does later (for
   * one label: never).
   */
  take(labels: readonly number[]): number {
    const first = labels[0]!
    const alike = first + 65_536 * Math.floor(Math.log2(labels.length))
    for (let node = this.#freeFrom(this.#cursors.get(alike) ?? first + 1); ; node = this.#freeFrom(node + 1)) {
      const base = node - first
      if (this.#usedBases[base] || !this.#fits(base, labels)) continue
      this.#cursors.set(alike, node + 1)
      this.#usedBases[base] = 1
      for (const label of labels) this.#taken[base + label] = 1
      this.highestBase = Math.max(this.highestBase, base)
      return base
    }
  }

  #fits(base: number, labels: readonly number[]): boolean {
    for (let i = labels.length - 1; i >= 0; i--) if (this.#taken[base + labels[i]!]) return false
    return true
  }

  /** The first free node not below `node`; shortens the way for the next who asks. */
  #freeFrom(node: number): number {
    let free = node
    while (this.#taken[free]) free = this.#next[free]!
    for (let at = node; at < free; ) {
      const after = this.#next[at]!
      this.#next[at] = free
      at = after
    }
    return free
  }
}
