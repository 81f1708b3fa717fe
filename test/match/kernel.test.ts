import { expect, test } from 'vitest'

// `npm run build:kernel` writes the file anew.
test('the committed kernel equals its compiled source', async () => {
  const { error, stderr, stdout } = await compile()
  expect([error, stderr]).toEqual([null, ''])
  await expect(stdout).toMatchFileSnapshot('../../src/match/simd/kernel-bytes.ts')
})

async function compile(): Promise<{ error: Error | null, stderr: string, stdout: string }> {
  const wasm: Uint8Array[] = []
  const { default: asc } = (await import(COMPILER)) as { readonly default: Compiler }
  const { error, stderr } = await asc.main([
    'src/match/simd/assembly/kernel.ts', '--runtime', 'stub', '--enable', 'simd', '-O3', '--noAssert', '--importMemory',
    '--initialMemory', '48', '--outFile', 'kernel.wasm',
  ], { writeFile: (name, contents) => { if (name === 'kernel.wasm') wasm.push(contents) } })
  const lines = Buffer.concat(wasm).toString('base64').match(/.{1,112}/g) ?? []
  return { error, stderr: stderr.toString(), stdout: render(lines) }
}

function render(lines: readonly string[]): string {
  return '// Generated from assembly/kernel.ts: npm run build:kernel\n'
    + '/** The kernel: a WebAssembly module, base64. */\n'
    + `export const KERNEL = (\n${lines.map((line, n) => `  ${n ? '+ ' : ''}'${line}'`).join('\n')}\n)\n`
}

/** Its types are not imported: they declare globals of AssemblyScript, by which `[].at(-1)` is never undefined. */
const COMPILER: string = 'assemblyscript/asc'

interface Compiler {
  main(options: readonly string[], host: { writeFile(name: string, contents: Uint8Array): void }): Promise<{
    readonly error: Error | null
    readonly stderr: object
  }>
}
