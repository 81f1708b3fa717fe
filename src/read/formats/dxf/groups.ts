import type { Budget } from '../../budget.js'

/** Takes the groups of a drawing in their order. */
export interface GroupReader {
  /** `line`: that of the value, from 1. */
  group(code: number, value: string, line: number): void
  /** A line where a group code should be. */
  stray(text: string, line: number): void
  /** No group follows. */
  end(): void
}

/**
 * Splits a drawing into its groups. False where a line that should be a group code is none, or the end marker is
 * missing. After such a line the next one that is a code begins the next group.
 */
export async function readGroups(text: string, reader: GroupReader, budget: Budget): Promise<boolean> {
  let isWhole = true
  let isEnded = false
  let code: number | undefined
  let line = 0
  for (let at = 0; at < text.length;) {
    const next = text.indexOf('\n', at)
    const end = next < 0 ? text.length : next
    const value = text.slice(at, end).replace(/\r$/, '')
    at = end + 1
    line++
    if (budget.turnIsOver) await budget.nextTurn()
    if (code !== undefined) {
      reader.group(code, value, line)
      isEnded = code === 0 && value.trim() === 'EOF'
      code = undefined
    } else if (/^\s*-?\d{1,4}\s*$/.test(value)) code = Number(value)
    else if (value.trim() !== '') {
      isWhole = false
      reader.stray(value, line)
    }
  }
  reader.end()
  return isWhole && isEnded
}
