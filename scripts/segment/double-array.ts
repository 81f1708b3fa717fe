/** A node of the trie, before it is packed. Children are keyed by the class of their character. */
export interface TrieNode {
  value: number
  readonly children: Map<number, TrieNode>
}

export function createNode(): TrieNode {
  return { value: 0, children: new Map() }
}

/** Adds a word, given as the classes of its characters. A word added again gets the new value. */
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
 * Packs a trie of at least one word into a double array in the format of `src/segment/packed/layout.ts`. Nodes are
 * placed by falling number of children, each at a base that fits and that no other node has; 40 % of the array stays
 * empty. After the last base there is room for every class up to `classes`, so lookups need no bounds check.
 */
export function buildDoubleArray(trie: TrieNode, classes: number): { readonly nodes: Uint32Array; readonly root: number } {
  const slots = new Slots(classes)
  const bases = new Map<TrieNode, number>()
  for (const node of parents(trie).sort((a, b) => b.children.size - a.children.size)) {
    bases.set(node, slots.take([...node.children.keys()].sort((a, b) => a - b)))
  }
  const nodes = new Uint32Array(2 * (slots.highestBase + classes + 1))
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

/** The slots and bases in use. Free slots form a linked list, so that skipping a full stretch takes no time. */
class Slots {
  highestBase = 0
  #next: Int32Array
  readonly #cursors = new Map<number, number>()
  readonly #taken: Uint8Array
  readonly #usedBases: Uint8Array

  constructor(classes: number) {
    const capacity = 1 << 21
    this.#taken = new Uint8Array(capacity + classes + 1)
    this.#usedBases = new Uint8Array(capacity)
    this.#next = Int32Array.from({ length: capacity + classes + 1 }, (_, i) => i + 1)
  }

  /**
   * Takes the slots for these labels (ascending) and returns their base. The search starts where the last search for
   * the same first label and the same order of magnitude of labels ended: slots before that seldom fit (for a single
   * label: never).
   */
  take(labels: readonly number[]): number {
    const first = labels[0]!
    const group = first + 65_536 * Math.floor(Math.log2(labels.length))
    for (let node = this.#freeFrom(this.#cursors.get(group) ?? first + 1); ; node = this.#freeFrom(node + 1)) {
      const base = node - first
      if (this.#usedBases[base] || !this.#fits(base, labels)) continue
      this.#cursors.set(group, node + 1)
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

  /** The first free slot at or after `node`. Shortens the list for later searches. */
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
