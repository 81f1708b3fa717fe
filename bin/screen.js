#!/usr/bin/env node
import { existsSync } from 'node:fs'

const [major, minor] = process.versions.node.split('.').map(Number)
const program = new URL('../dist/cli.js', import.meta.url)

if (major < 20 || (major === 20 && minor < 19)) {
  fail(`需要 Node.js 20.19 或更高版本，当前为 ${process.versions.node}。 / Node.js 20.19 or later is needed; this is ${process.versions.node}.`)
} else if (!existsSync(program)) {
  fail('程序尚未构建：请先运行 npm ci && npm run build。 / The program has not been built: run npm ci && npm run build first.')
} else {
  const { main } = await import(program.href)
  await main()
}

function fail(sentence) {
  console.error(sentence)
  process.exitCode = 4
}
