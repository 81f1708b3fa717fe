/**
 * Names that programs write where nobody gave one: of accounts that every machine has, of libraries, of programs.
 */
const DEFAULT_NAME = new RegExp('^(?:administrator|admin|user|users|owner|root|作者|用户|微软用户|微软中国|'
  + '(?:microsoft )?office(?: user)?|microsoft(?: corporation)?|windows(?: user| 用户)?|'
  + 'lenovo(?: user)?|dell|hp|acer|asus|huawei|pc|python-docx|openpyxl|apache poi|poi|xlsxwriter|aspose.*|spire.*|'
  + 'libreoffice.*|openoffice.*|wps(?: office)?.*|unknown(?: creator)?|un-?named|anonymous|none|n/?a|test|'
  + 'ofd ?r&w|ofdrw.*|[a-z-])$', 'i')

/** Whether a name says nothing of a person or an organisation. */
export function isDefaultName(text: string): boolean {
  return lettersIn(text) === 0 || DEFAULT_NAME.test(text.trim()) || MACHINE_ID.test(text.trim())
}

/** Time stamps, identifiers and addresses of schemas. */
const MACHINE_ID = /^(?:\{?[0-9a-f-]{16,}\}?|\d{4}-\d\d-\d\d[T ].*|https?:\/\/schemas\..*)$/i

/** Prompts of templates, and tags that a program replaces. */
const PLACEHOLDER = new RegExp(
  '^(?:单击(?:此处|这里|图标|鼠标).*|点击(?:此处|这里).*|(?:请)?在此(?:处)?(?:输入|键入|添加).*|(?:此处)?(?:键入|输入)文字.*|'
  + '编辑母版.*|click (?:here|icon|to) .*|type (?:here|text).*|\\[.{0,20}(?:标题|日期|姓名|title|date)\\]|'
  + '(?:\\{\\{.*\\}\\}|\\{%.*%\\}|\\$\\{.*\\}|<%.*%>)|lorem ipsum.*)$', 'i')

export function isPlaceholder(text: string): boolean {
  return text.length < MOST_UNITS && PLACEHOLDER.test(text.trim())
}

const MOST_UNITS = 200

/** Letters and digits of a text, counted up to a few. */
export function lettersIn(text: string): number {
  let count = 0
  LETTER.lastIndex = 0
  while (count < ENOUGH && LETTER.test(text)) count++
  return count
}

const LETTER = /[\p{L}\p{N}]/gu
const ENOUGH = 8
