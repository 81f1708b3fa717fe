/**
 * Builds documents of UOF (标文通), as one file of version 1 or as a package of version 2.
 *
 *   flatUof(paragraph('机密', { text: '★10年' }))
 *   uofPackage({ 'content.xml': body(paragraph('机密')) })
 */
import { zip } from './zip.js'

const NAMESPACES = ['uof', '字', '表', '演', '图', '元', '规则'].map((prefix) => `xmlns:${prefix}="http://schemas.uof.org/cn/2003/uof-${prefix}"`).join(' ')

export type UofRun = string | { readonly text: string; readonly hidden?: boolean }

export function paragraph(...runs: readonly UofRun[]): string {
  return `<字:段落>${runs.map(run).join('')}</字:段落>`
}

function run(one: UofRun): string {
  const { text, hidden = false } = typeof one === 'string' ? { text: one } : one
  const properties = hidden ? '<字:句属性><字:隐藏文字 字:值="true"/></字:句属性>' : ''
  return `<字:句>${properties}<字:文本串>${text}</字:文本串></字:句>`
}

export function flatUof(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<uof:UOF ${NAMESPACES}>${content}</uof:UOF>`
}

/** Names as version 2 writes them: with a number. */
function numbered(xml: string): string {
  return xml.replace(/(<\/?(?:字|表|演|图|元|规则):[\u4e00-\u9fff]+)/g, '$1_416B').replace(/ (?:字|表|演|图|元|规则):([\u4e00-\u9fff]+)=/g, ' $1_4220=')
}

export function uofPackage(entries: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const texts = Object.entries(entries).map(([name, content]) =>
    [name, typeof content === 'string' ? numbered(content.replace(/^<([^\s>/]+)/, `<$1 ${NAMESPACES}`)) : content] as const)
  return zip({ 'uof.xml': `<?xml version="1.0"?><uof:UOF ${NAMESPACES}/>`, ...Object.fromEntries(texts) })
}
