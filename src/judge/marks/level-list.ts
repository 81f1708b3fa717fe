import { LEVELS, type Level } from '../../model/index.js'
import { BORDER, type LineSides, type Window } from '../context/window.js'

/** Whether other levels are so close to this one that they form a list of levels, in a sentence or as a choice. */
export function isEnumerated(level: Level, window: Window): boolean {
  const { left, right } = window.line
  return hasOtherLevel(left.slice(-REACH), level) || hasOtherLevel(right.slice(0, REACH), level)
    || isInColumn(level, window)
}

/** Whether the box at the level is ticked, which makes it the chosen one of several; `undefined` without a box. */
export function isTicked({ left, right }: LineSides): boolean | undefined {
  const box = /([☑☒√✓✔■]|\[[xv√]\]|[□☐○]|\[ ?\]) ?$/.exec(left) ?? /^ ?([☑☒√✓✔■]|\[[xv√]\]|[□☐○]|\[ ?\])/.exec(right)
  return box ? /[☑☒√✓✔■xv]/.test(box[1]!) : undefined
}

/** Units within which another level makes a list: `绝密级、机密级和秘密级`, `□绝密 □机密 □秘密`. */
const REACH = 8

function hasOtherLevel(text: string, level: Level): boolean {
  if (!text.includes('密')) return false
  const found = /(?<!国家|商业|技术|工作)(?:绝\s?密|机\s?密|秘\s?密)(?!等级|级别|程度)/.exec(text)?.[0].replace(/\s/g, '')
  return found !== undefined && found !== level
}

/** All three levels on consecutive lines or cells, in rising or falling order. */
function isInColumn(level: Level, window: Window): boolean {
  if (!LEVELS.every((other) => other === level || contains(window, other.charAt(0)))) return false
  const cells = [...nonEmptyCells(window.before).slice(-2), level, ...nonEmptyCells(window.after).slice(0, 2)]
  const text = cells.map((cell) => cell.replace(/[\s级★□☐]/g, '')).join('|')
  return text.includes('绝密|机密|秘密') || text.includes('秘密|机密|绝密')
}

function contains({ before, after }: Window, character: string): boolean {
  return before.includes(character) || after.includes(character)
}

function nonEmptyCells(text: string): string[] {
  return text.split(BORDER).filter((cell) => cell.trim() !== '')
}
