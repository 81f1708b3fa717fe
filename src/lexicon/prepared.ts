import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { FilePosition, SourcePosition } from '../model/index.js'
import type { Example, Lexicon } from './lexicon.js'

/** Parsed lexicons by the SHA-256 of the bytes of their YAML file, in hex. They name no file. */
export type PreparedLexicons = Readonly<Record<string, Lexicon>>

/**
 * Reads what the build parsed: JSON takes each worker process 5 ms of CPU time, the YAML 400. Without the
 * file the result is empty, and every lexicon is parsed.
 */
export async function readPrepared(json: string): Promise<PreparedLexicons> {
  try {
    return JSON.parse(await readFile(json, 'utf8')) as PreparedLexicons
  } catch {
    return {}
  }
}

/** The lexicon that was parsed from exactly these bytes, with the name of the file they were read from. */
export function findPrepared(prepared: PreparedLexicons, file: string, bytes: Uint8Array): Lexicon | undefined {
  const lexicon = prepared[sha256(bytes)]
  return lexicon && inFile(lexicon, file)
}

/** The entry for a lexicon that was parsed from these bytes. */
export function prepare(lexicon: Lexicon, bytes: Uint8Array): PreparedLexicons {
  return { [sha256(bytes)]: inFile(lexicon, '') }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Names the file of a lexicon in all its positions. */
function inFile(lexicon: Lexicon, file: string): Lexicon {
  const at = (position: SourcePosition): SourcePosition => ({ ...(position as FilePosition), file })
  const atExample = (example: Example): Example => ({ ...example, position: at(example.position) })
  return {
    ...lexicon,
    file,
    position: at(lexicon.position),
    rules: lexicon.rules.map((rule) => ({
      ...rule,
      mustHit: rule.mustHit.map(atExample),
      mustMiss: rule.mustMiss.map(atExample),
      position: at(rule.position),
      termPositions: rule.termPositions.map(at),
    })),
    overrides: lexicon.overrides.map((override) => ({ ...override, position: at(override.position) })),
  }
}
