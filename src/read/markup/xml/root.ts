/**
 * Local name of the first element within the first 16 K units, skipping comments, processing instructions and
 * declarations; empty where there is none. Cost: linear.
 */
export function rootOf(markup: string): string {
  const head = markup.slice(0, 16_384)
  for (let at = head.indexOf('<'); at >= 0; at = head.indexOf('<', after(head, at))) {
    const name = /^<(?:[^\s<>/:!?]+:)?([^\s<>/:!?]+)/.exec(head.slice(at, at + 200))?.[1]
    if (name !== undefined) return name
  }
  return ''
}

function after(head: string, at: number): number {
  const close = head.startsWith('<!--', at) ? '-->' : head.startsWith('<?', at) ? '?>' : ''
  const end = close === '' ? at : head.indexOf(close, at)
  return (end < 0 ? head.length : end) + 1
}
