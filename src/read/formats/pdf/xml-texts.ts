import { Parser } from 'htmlparser2'

/** Every text node and attribute value of a piece of XML, namespaces and links to them left out. */
export function xmlTexts(xml: unknown): string[] {
  if (typeof xml !== 'string') return []
  const found: string[] = []
  let open = ''
  const flush = (): void => {
    if (open.trim() !== '') found.push(open.trim())
    open = ''
  }
  const parser = new Parser({
    ontext: (text) => void (open += text),
    onopentag: (_name, attributes) => {
      flush()
      for (const [key, value] of Object.entries(attributes)) {
        if (!key.startsWith('xmlns') && value.trim() !== '') found.push(value)
      }
    },
    onclosetag: flush,
    oncomment: (text) => void found.push(text.trim()),
  }, { xmlMode: true, decodeEntities: true })
  parser.end(xml)
  flush()
  return found
}
