import { spawn } from 'node:child_process'

/** Keeps one core busy and uses little memory. */
const LOOP = 'let x = 1; for (let n = 0; n < 6e8; n++) x = (Math.imul(x, 1103515245) + 12345) | 0; globalThis.x = x'

/** How much more `count` independent processes do at the same time on this machine, now, than one process alone. */
export async function parallelSpeedup(count: number): Promise<number> {
  const alone = await seconds(1)
  return (count * alone) / (await seconds(count))
}

async function seconds(count: number): Promise<number> {
  const started = performance.now()
  await Promise.all(Array.from({ length: count }, () => new Promise<void>((resolve) => {
    spawn(process.execPath, ['-e', LOOP], { stdio: 'ignore' }).on('close', () => resolve())
  })))
  return (performance.now() - started) / 1000
}
