import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Measurements of one run of `screen`. */
export interface Run {
  readonly seconds: number
  /** Seconds from the start to the first reported document. */
  readonly firstResult: number
  readonly samples: readonly Sample[]
}

/** Memory at one moment of a run. */
export interface Sample {
  /** Documents reported so far. */
  readonly documents: number
  /** Megabytes resident: the command itself, and each of its workers. */
  readonly parent: number
  readonly workers: readonly number[]
}

const program = join(import.meta.dirname, '../../bin/screen.js')

/** Runs `screen` on an archive; counts the lines of its report and discards them. */
export function screen(archive: string, options: readonly string[]): Promise<Run> {
  const started = performance.now()
  const child = spawn(process.execPath, [program, '--format', 'jsonl', '--ocr', 'off', ...options, archive], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let documents = 0
  let first = 0
  const samples: Sample[] = []
  child.stdout.on('data', (data: Buffer) => {
    first ||= performance.now() - started
    for (let at = data.indexOf(0x0a); at >= 0; at = data.indexOf(0x0a, at + 1)) documents++
  })
  const timer = setInterval(() => {
    const workers = childrenOf(child.pid!).map(residentMegabytes).filter((megabytes) => megabytes > 0)
    samples.push({ documents, parent: residentMegabytes(child.pid!), workers })
  }, SAMPLE_MILLISECONDS)
  return new Promise((resolve, reject) => child.on('close', (status) => {
    clearInterval(timer)
    if (status === null || ![0, 1, 3].includes(status)) reject(new Error(`screen ended with ${status}`))
    else resolve({ seconds: (performance.now() - started) / 1000, firstResult: first / 1000, samples })
  }))
}

const SAMPLE_MILLISECONDS = 250

/** From /proc, so on Linux only. */
function childrenOf(pid: number): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((one) => parentOf(one) === pid)
}

function parentOf(pid: number): number {
  return Number(procFile(pid, 'stat').split(') ')[1]?.split(' ')[1])
}

function residentMegabytes(pid: number): number {
  return (Number(procFile(pid, 'statm').split(' ')[1] ?? 0) * 4096) / 1e6
}

function procFile(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1')
  } catch {
    return ''
  }
}
