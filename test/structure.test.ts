import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const tables = readFileSync(join(root, 'docs/architecture.md'), 'utf8')

/** Cells of the rows of the table whose head begins with `head`. */
function rows(head: string): string[][] {
  const lines = tables.split('\n')
  const start = lines.findIndex((line) => line.startsWith(`| ${head} |`))
  const end = lines.findIndex((line, at) => at > start && !line.startsWith('|'))
  return lines.slice(start + 2, end).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))
}

interface Import {
  readonly from: string
  readonly to: string
}

const SPECIFIER =
  /(?:^|\s)(?:from\s+|import\s+|import\()'([^']+)'|(?:require(?:\.resolve)?|import\.meta\.url\))\('([^']+)'\)/g

/** Every import of every source file, type imports and dynamic ones included. */
function imports(folder: string): Import[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !entry.parentPath.includes('assembly'))
    .flatMap((entry) => {
      const file = join(entry.parentPath, entry.name)
      const code = readFileSync(file, 'utf8')
      return [...code.matchAll(SPECIFIER)].map((match) => {
        const to = (match[1] ?? match[2])!
        return { from: relative(root, file), to: to.startsWith('.') ? relative(root, resolve(dirname(file), to)) : to }
      })
    })
}

const all = imports('src')

/** Files of a folder that reach themselves by way of their imports; type and dynamic imports count. */
function importCycles(folder: string): string[] {
  const own = all.filter(({ from, to }) => from.startsWith(`${folder}/`) && to.startsWith(`${folder}/`))
  const targets = new Map<string, string[]>()
  for (const { from, to } of own) targets.set(from, [...(targets.get(from) ?? []), to.replace(/\.js$/, '.ts')])
  const reachesItself = (file: string): boolean => {
    const seen = new Set<string>()
    const waiting = [...(targets.get(file) ?? [])]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next === file) return true
      if (!seen.has(next)) waiting.push(...(targets.get(next) ?? []))
      seen.add(next)
    }
    return false
  }
  return [...targets.keys()].filter(reachesItself)
}
const rooms = rows('folder').map(([folder, , may]) => ({
  folder: folder!,
  may: may === '–' ? [] : may!.split(',').map((word) => word.trim()),
}))

describe('the rooms of the house', () => {
  it('the table names every folder of src, and no other', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((e) => e.isDirectory())
    expect(rooms.map((room) => room.folder).sort()).toEqual(folders.map((entry) => `src/${entry.name}`).sort())
  })

  it.each(rooms)('$folder imports only what the table allows it', ({ folder, may }) => {
    const own = all.filter(({ from }) => from.startsWith(`${folder}/`))
    expect(own.length).toBeGreaterThan(0)
    if (may.includes('anything')) return
    const strangers = own
      .filter(({ to }) => to.startsWith('src/') && !to.startsWith(`${folder}/`))
      .filter(({ to }) => !may.some((room) => to.startsWith(`src/${room}/`) || to === `src/${room}.js`))
    expect(strangers).toEqual([])
  })

  it('src imports nothing from scripts, benches or tests', () => {
    expect(all.filter(({ to }) => /^(?:scripts|bench|test)\//.test(to))).toEqual([])
  })

  it('nothing imports the command', () => {
    const thin = all.filter(({ from, to }) => to.startsWith('src/cli/') && !from.startsWith('src/cli/'))
    expect(thin).toEqual([])
  })

  it('no file of the command imports itself through others', () => {
    expect(importCycles('src/cli')).toEqual([])
  })

  it.each(rows('package').map(([name, home]) => ({ name: name!, home: home! })))(
    'only $home imports $name',
    ({ name, home }) => {
      const users = [...all, ...imports('scripts'), ...(home === 'test' ? imports('test') : [])]
        .filter(({ to }) => to === name || to.startsWith(`${name}/`))
      expect(users.length).toBeGreaterThan(0)
      expect(users.filter(({ from }) => !from.startsWith(`${home}/`))).toEqual([])
    },
  )
})

/** Circles of imports, each as the files on it; types and lazy imports count. */
function circles(edges: readonly Import[]): string[][] {
  const targets = new Map<string, string[]>()
  for (const { from, to } of edges) {
    targets.set(from, [...(targets.get(from) ?? []), to.replace(/\.js$/, '.ts')])
  }
  const found: string[][] = []
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file)
    if (at >= 0) found.push(path.slice(at))
    if (at >= 0 || done.has(file)) return
    for (const next of targets.get(file) ?? []) visit(next, [...path, file])
    done.add(file)
  }
  for (const file of targets.keys()) visit(file, [])
  return found
}

describe('imports', () => {
  it('form no circle', () => {
    expect(circles(all)).toEqual([])
  })

  it('would be seen to form one', () => {
    const edges = [['a.ts', 'b.js'], ['b.ts', 'c.js'], ['c.ts', 'b.js'], ['c.ts', 'd.js']] as const
    expect(circles(edges.map(([from, to]) => ({ from, to })))).toEqual([['b.ts', 'c.ts']])
  })
})

/** `contract` in the table of layers. */
const CONTRACT = ['budget.ts', 'formats.ts', 'part-observer.ts', 'picture-reader.ts', 'reader.ts']
const layers = rows('layer').map(([layer, , may]) => ({
  layer: layer!,
  may: may!.split(',').map((word) => word.trim()).flatMap((word) => (word === 'contract' ? CONTRACT : [word])),
}))

/** The row that speaks for a file: the longest that is a prefix of its path. */
function layerOf(file: string): string | undefined {
  return layers.map(({ layer }) => layer)
    .filter((layer) => file === layer || file.startsWith(`${layer}/`))
    .sort((one, other) => other.length - one.length)[0]
}

describe('the layers of src/read', () => {
  const own = all.filter(({ from }) => from.startsWith('src/read/'))

  it('every file of src/read belongs to a layer', () => {
    expect([...new Set(own.map(({ from }) => from))].filter((file) => layerOf(file) === undefined)).toEqual([])
  })

  it.each(layers)('$layer imports only what the table allows it', ({ layer, may }) => {
    const allowed = [layer, ...may.map((word) => `src/read/${word}`)]
    const wrong = own
      .filter(({ from, to }) => layerOf(from) === layer && to.startsWith('src/read/'))
      .map(({ from, to }) => ({ from, to: to.replace(/\.js$/, '.ts') }))
      .filter(({ to }) => !allowed.some((name) => to === name || to.startsWith(`${name}/`)))
    expect(wrong).toEqual([])
  })

  it('no format imports another format', () => {
    const format = (file: string): string | undefined => /^src\/read\/formats\/([^/]+)\//.exec(file)?.[1]
    const crossing = own.filter(({ from, to }) => {
      const [one, other] = [format(from), format(to)]
      return one !== undefined && other !== undefined && one !== other && other !== 'office-xml'
    })
    expect(crossing).toEqual([])
  })
})

const MOST_COLUMNS = 120
/** Sentences for people stand whole on their lines. */
const MESSAGES = 'src/report/messages'

/** Modules that open what the package itself ships, the system's own files, or files as the two readers of src/source do. */
const OPENERS: ReadonlySet<string> = new Set([
  'src/source/files/bounded-file.ts', 'src/source/files/read-file.ts',
  'src/cli/output/destination.ts', 'src/cli/screening/record-chain.ts', // write
  'src/bulk/pool/worker-process.ts', // /proc
  'src/cli/commands/doctor/checks.ts', 'src/cli/package.ts', 'src/cli/settings/policy-of.ts', 'src/lexicon/laws.ts',
  'src/lexicon/prepared.ts', 'src/read/pictures/codes/code-reader.ts', 'src/read/pictures/ocr/paddle.ts',
  'src/read/pictures/svg.ts', 'src/segment/packed/load-packed.ts', // the package's
])

function sourceFiles(): string[] {
  return readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
}

describe('files that users name', () => {
  it('are opened by the readers that wait for no pipe and stop at a limit', () => {
    const opens = /import \{[^}]*\b(?:readFile|readFileSync|createReadStream|openSync|open)\b[^}]*\} from 'node:fs/
    const openers = sourceFiles().filter((file) => opens.test(readFileSync(join(root, file), 'utf8')))
    expect(openers.filter((file) => !OPENERS.has(file))).toEqual([])
  })
})

describe('the lines of the source', () => {
  it('no line of src is longer than 120 columns', () => {
    const files = sourceFiles().filter((file) => !file.startsWith(`${MESSAGES}/`))
    expect(files.length).toBeGreaterThan(0)
    const long = files.flatMap((file) => readFileSync(join(root, file), 'utf8').split('\n')
      .flatMap((line, at) => ([...line].length > MOST_COLUMNS ? [`${file}:${at + 1}`] : [])))
    expect(long).toEqual([])
  })
})
