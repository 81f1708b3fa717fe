import { fill, parseNumberedPiece, type Gap } from '../../model/index.js'
import type { Messages } from '../messages/index.js'
import { escapeControls } from '../text/escape-controls.js'

/**
 * The piece that a gap is about, in words: `第 3 页` for `page 3`, the whole file for an empty one. Names in the
 * document, such as those of entries, stay as they are.
 */
export function pieceSentence({ piece, reason, args }: Gap, messages: Messages): string {
  if (piece === '') return messages.report.whole
  const numbered = parseNumberedPiece(piece)
  if (numbered) return fill(messages.pieces[numbered.kind], { number: numbered.number })
  // An entry of a package may have the same name, but not together with these reasons.
  if (piece === 'unused' && args?.feature === 'unused-sectors') return messages.pieces.unused
  if (piece === 'strings' && reason === 'encrypted' && !args) return messages.pieces.strings
  return escapeControls(piece)
}
