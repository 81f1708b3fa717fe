import { docx, p, run } from '../../test/builders/docx.js'
import { page, pdf, text } from '../../test/builders/pdf.js'
import { xlsx } from '../../test/builders/xlsx.js'

const SENTENCE = '关于进一步加强政府信息公开保密审查工作的通知，各单位应当按照规定办理，'

/** Files made to be large, in memory. */
export const LARGE: Readonly<Record<string, () => Uint8Array>> = {
  'a pdf of 500 pages': () => pdf(Array.from({ length: 500 }, (_, number) => page(linesOf(number)))),
  'a workbook of 200,000 rows': () => xlsx({ sheets: [{ name: '名单', rows: Array.from({ length: 200_000 }, rowOf) }] }),
}

/** A letter of many paragraphs of two runs each. */
export function letter(): Uint8Array {
  const body = Array.from({ length: 20_000 }, (_, at) => p(`${at}`, run(SENTENCE, { bold: at % 2 === 0 }), '。'))
  return docx({ body })
}

/** Forty lines a page, each of its own. */
function linesOf(number: number): ReturnType<typeof text>[] {
  return Array.from({ length: 40 }, (_, line) => {
    const look = { x: 40, y: 800 - 18 * line, size: 11 }
    return text(`${number + 1}.${line + 1} ${SENTENCE}`, look)
  })
}

function rowOf(_: unknown, row: number): (string | number)[] {
  return [`第${row + 1}号`, `${SENTENCE}${row % 5000}`, row, row * 1.5, `部门${row % 97}`]
}
