import type { Budget } from '../../budget.js'

/** Tags between two looks at the clock. */
const TAGS_PER_LOOK = 256

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Walks markup without building its tree: reports text between tags, and tags whose content may be meaningful. */
export async function walkFlatly(
  markup: string, text: (run: string) => void, onNonContent: (run: string) => void, budget: Budget,
): Promise<void> {
  for (let at = 0, tags = 1; at < markup.length; tags++) {
    if (tags % TAGS_PER_LOOK === 0 && budget.turnIsOver) await budget.nextTurn()
    const open = markup.indexOf('<', at)
    const end = open < 0 ? markup.length : open
    if (end > at) text(unescape(markup.slice(at, end)))
    const close = open < 0 ? markup.length : markup.indexOf('>', open)
    const after = close < 0 ? markup.length : close + 1
    const tag = open < 0 ? '' : markup.slice(open + 1, after)
    if (/[^\0-\x7f]|&#|\d{7}/.test(tag)) onNonContent(unescape(tag))
    at = after
  }
}

const REFERENCE = /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi

function unescape(text: string): string {
  return text.replace(REFERENCE, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
