import { Parser } from 'htmlparser2'
import type { Budget } from '../../budget.js'
import type { OpenElements } from './elements.js'

/** The parser is fed in slices, so that the event loop has turns, and a refusal stops it early. */
const SLICE = 1 << 12

/**
 * Walks malformed XML: unclosed and misnested tags, unknown entities, control characters. htmlparser2 accepts anything.
 * @throws Stop `deep`
 */
export async function walkTolerantly(
  text: string, elements: OpenElements, onNonContent: (text: string) => void, budget: Budget,
): Promise<void> {
  let attributes: [string, string][] = []
  const parser = new Parser({
    onopentagname: () => { attributes = [] },
    onattribute: (name, value) => { attributes.push([name, value]) },
    onopentag: (name) => { elements.open({ name, attributes, empty: false }) },
    onclosetag: () => { elements.close() },
    ontext: (run) => { elements.text(run) },
    oncomment: onNonContent,
    onprocessinginstruction: (_name, run) => { if (!run.startsWith('?xml ')) onNonContent(run) },
  }, { xmlMode: true, decodeEntities: true })
  for (let at = 0; at < text.length; at += SLICE) {
    if (budget.turnIsOver) await budget.nextTurn()
    parser.write(text.slice(at, at + SLICE))
  }
  parser.end()
  elements.flushText()
  // The parser drops a tag cut off by the end of the input. It may contain text, where a closing quote is missing.
  const cut = text.lastIndexOf('<')
  if (cut >= 0 && !text.includes('>', cut)) onNonContent(text.slice(cut + 1))
}
