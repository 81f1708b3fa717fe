import type { Part } from '../../model/index.js'
import type { Budget } from '../budget.js'
import { PartBuilder } from '../parts/part-builder.js'
import { withoutEscapes } from './escapes.js'
import { addText } from './plain-text.js'

/**
 * The lines of a text as programs display them, where that differs from how they are written: escapes resolved, colour
 * codes and overstrikes removed, emphasis within numbers and marks removed, folded lines joined. The parts hold only
 * the lines that differ, each with its line number. Cost: linear.
 */
export async function displayedLines(text: string, budget: Budget): Promise<Part[]> {
  const builders: PartBuilder[] = []
  for (const [name, read] of READINGS) {
    if (budget.turnIsOver) await budget.nextTurn()
    const reading = read(text)
    if (reading === text) continue
    const builder = new PartBuilder('body', name)
    const lines = text.split('\n')
    reading.split('\n').forEach((line, index) => {
      if (line !== lines[index]) addText(builder, line, index + 1)
    })
    builders.push(builder)
  }
  return [...builders, unfoldedLines(text)]
    .filter((builder) => !builder.empty && budget.takeText(builder.name, builder.length))
    .map((builder) => builder.build())
}

/** Folded lines of calendars and address cards, unfolded (RFC 5545, 3.1; RFC 6350, 3.2). */
function unfoldedLines(text: string): PartBuilder {
  const builder = new PartBuilder('body', 'unfolded')
  if (!/^\ufeff?BEGIN:V(?:CALENDAR|CARD)/i.test(text)) return builder
  const lines = text.split(/\r?\n/)
  for (let at = 0; at < lines.length;) {
    let next = at + 1
    while (next < lines.length && /^[ \t]/.test(lines[next]!)) next++
    const [first, ...more] = lines.slice(at, next)
    if (more.length > 0) addText(builder, first + more.map((line) => line.slice(1)).join(''), at + 1)
    at = next
  }
  return builder
}

const READINGS: readonly (readonly [name: string, read: (text: string) => string])[] = [
  ['escapes', withoutEscapes],
  ['terminal', withoutTerminalCodes],
  ['emphasis', withoutInnerEmphasis],
]

/** Removes control sequences (ECMA-48, 5.4) and characters that a backspace overwrites. */
function withoutTerminalCodes(text: string): string {
  return /[\x1b\x9b\x08]/.test(text)
    ? text.replace(/(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]/g, '').replace(/[^\n\x08]\x08/g, '')
    : text
}

/** Renderers show `3301061985**0317**2215` and `**机密**★20年` without the asterisks. */
function withoutInnerEmphasis(text: string): string {
  return text.replace(/(?<=[\d绝机秘密★☆])(?:\*{2,3}|_{2,3}|~~)(?=[\d绝机秘密★☆年])/g, '')
}
