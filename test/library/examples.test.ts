import { resolve } from 'node:path'
import ts from 'typescript'
import { beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const entries = ['src/index.ts', 'src/report/index.ts'].map((file) => resolve(root, file))

/** What the examples take for granted. */
const GIVEN = `
import { createReadStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
declare const bytes: Uint8Array
declare const finding: Finding
declare const head: ReportHead
declare const pool: ScreenerPool
declare const request: IncomingMessage
declare const screener: Screener
declare const screening: Screening
declare const screenings: readonly Screening[]
declare const signal: AbortSignal
declare const template: Uint8Array
`

interface Exported {
  readonly name: string
  readonly documented: boolean
  readonly examples: readonly string[]
  /** The module of the entry. */
  readonly from: string
}

/** Everything both entries of the package export, as their documentation shows it. */
function exportsOf(program: ts.Program): Exported[] {
  const checker = program.getTypeChecker()
  const modules = entries.map((entry) => checker.getSymbolAtLocation(program.getSourceFile(entry)!)!)
  return modules.flatMap((module) => checker.getExportsOfModule(module).map((one): Exported => {
    const symbol = one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one
    const examples = symbol.getJsDocTags(checker).filter(({ name }) => name === 'example')
    return {
      name: one.name,
      documented: symbol.getDocumentationComment(checker).length > 0,
      examples: examples.map(({ text }) => ts.displayPartsToString(text)),
      from: module === modules[0] ? '../../src/index.js' : '../../src/report/index.js',
    }
  }))
}

function compilerOptions(): ts.CompilerOptions {
  const config = ts.readConfigFile(resolve(root, 'tsconfig.json'), (path) => ts.sys.readFile(path))
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root)
  return { ...options, noUnusedLocals: false }
}

/** What the compiler says of all examples, each in a function of its own. */
function complaintsAbout(exported: readonly Exported[]): string[] {
  const file = resolve(root, 'test/library/all-examples.ts')
  const functions = exported.flatMap(({ name, examples }) =>
    examples.map((code, index) => `export async function ${name}_${index}() {\n${code}\n}\n`))
  const imports = exported.map(({ name, from }) => `import { ${name} } from '${from}'\n`).join('')
  const text = `${imports}${GIVEN}${functions.join('')}`
  const options = { ...compilerOptions(), verbatimModuleSyntax: false }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = (path) => path === file || fileExists(path)
  host.getSourceFile = (path, language, ...rest) =>
    (path === file ? ts.createSourceFile(path, text, language) : getSourceFile(path, language, ...rest))
  const program = ts.createProgram([file], options, host)
  const source = program.getSourceFile(file)!
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(({ start = 0, messageText }) => {
    const line = text.split('\n')[source.getLineAndCharacterOfPosition(start).line]
    return `${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
  })
}

describe('the documentation of the library', () => {
  let exported: Exported[]
  beforeAll(() => { exported = exportsOf(ts.createProgram(entries, compilerOptions())) })

  it('describes everything that is exported, with an example', () => {
    expect(exported.length).toBeGreaterThan(90)
    expect(exported.filter(({ documented, examples }) => !documented || examples.length === 0).map(({ name }) => name)).toEqual([])
  })

  it('has examples that compile', () => {
    expect(complaintsAbout(exported)).toEqual([])
  })
})
