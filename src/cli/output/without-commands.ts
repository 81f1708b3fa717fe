import { defuseCommands } from '../../report/text/index.js'
import type { OutputStream } from '../io.js'

/**
 * A stream in which build servers find no command, whatever a document, a path or a wrapped line says. In formats for
 * programs, whose lines begin with signs of their own, `##[` is written with an escape of the format, so that the data
 * stay the same.
 * @param format the value of `--format`; undefined for text
 */
export function withoutCommands(stream: OutputStream, format?: string): OutputStream {
  const { isTTY, columns, write } = stream
  const change = GUARDS[format ?? 'terminal'] ?? defuseCommands
  return { isTTY, columns, write: (content) => write(typeof content === 'string' ? change(content) : content) }
}

/** GitHub Actions still obeys `##[command]` anywhere in a line, Azure Pipelines `##vso[`. */
const COMMAND = /##(?=\w*\[)/g
const inJson = (text: string): string => text.replace(COMMAND, '#\\u0023')
const inMarkup = (text: string): string => text.replace(COMMAND, '#&#35;')

const GUARDS: Readonly<Record<string, (text: string) => string>> = {
  json: inJson, jsonl: inJson, sarif: inJson, gitlab: inJson,
  junit: inMarkup, html: inMarkup,
  // It consists of commands. A line that begins with one is not searched for others.
  github: (text) => text,
}
