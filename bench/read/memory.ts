// Reads the file on its standard input as the command would, and says what the process held: a child of bench.ts.
import { readFileSync } from 'node:fs'
import { LIMITS } from '../../src/model/index.js'
import { read } from '../../src/read/index.js'

const bytes = readFileSync(0)
const before = process.memoryUsage.rss()
const { parts, gaps } = await read({ path: '', bytes }, { limits: LIMITS })
const units = parts.reduce((sum, { text }) => sum + text.length, 0)
const most = process.resourceUsage().maxRSS * 1024
const megabytes = (count: number): string => `${(count / 1e6).toFixed(0)} MB`
process.stdout.write(`${(bytes.length / 1e6).toFixed(1)} MB, ${units} characters, ${gaps.length} gaps; `)
process.stdout.write(`${megabytes(before)} before reading, ${megabytes(most)} at most\n`)
