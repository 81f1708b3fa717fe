import { LEVELS, type Level } from '../../model/index.js'
import { BORDER, type Sides, type Window } from '../context/window.js'

/** Whether other levels stand so close to this one that they are a list to name or to choose from. */
export function enumerated(level: Level, window: Window): boolean {
  const { left, right } = window.line
  return otherLevel(level, left.slice(-NEAR)) || otherLevel(level, right.slice(0, NEAR)) || ladder(level, window)
}

/** A ticked box at the level: the chosen one of several. `undefined` where no boxes are. */
export function ticked({ left, right }: Sides): boolean | undefined {
  const box = /([☑☒√✓✔■]|\[[xv√]\]|[□☐○]|\[ ?\]) ?$/.exec(left) ?? /^ ?([☑☒√✓✔■]|\[[xv√]\]|[□☐○]|\[ ?\])/.exec(right)
  return box ? /[☑☒√✓✔■xv]/.test(box[1]!) : undefined
}

/** Units in which another level makes a list: `绝密级、机密级和秘密级`, `□绝密 □机密 □秘密`. */
const NEAR = 8

function otherLevel(level: Level, text: string): boolean {
  if (!text.includes('密')) return false
  const found = /(?<!国家|商业|技术|工作)(?:绝\s?密|机\s?密|秘\s?密)/.exec(text)?.[0].replace(/\s/g, '')
  return found !== undefined && found !== level
}

/** 绝密, 机密, 秘密 in this order or the other, one to a line or cell: the three levels as such. */
function ladder(level: Level, window: Window): boolean {
  if (!LEVELS.every((other) => other === level || holds(window, other.charAt(0)))) return false
  const cells = [...filled(window.before).slice(-2), level, ...filled(window.after).slice(0, 2)]
  const text = cells.map((cell) => cell.replace(/[\s级★□☐]/g, '')).join('|')
  return text.includes('绝密|机密|秘密') || text.includes('秘密|机密|绝密')
}

function holds({ before, after }: Window, character: string): boolean {
  return before.includes(character) || after.includes(character)
}

function filled(text: string): string[] {
  return text.split(BORDER).filter((cell) => cell.trim() !== '')
}
