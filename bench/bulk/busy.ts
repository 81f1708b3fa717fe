import { spawn } from 'node:child_process'

/** Work of one core that touches little memory. */
const LOOP = 'let x = 1; for (let n = 0; n < 6e8; n++) x = (Math.imul(x, 1103515245) + 12345) | 0; globalThis.x = x'

/** How much more `count` independent loops do side by side on this machine, now, than one alone. */
export async function busyFactor(count: number): Promise<number> {
  const alone = await seconds(1)
  return (count * alone) / (await seconds(count))
}

async function seconds(count: number): Promise<number> {
  const begun = performance.now()
  await Promise.all(Array.from({ length: count }, () => new Promise<void>((resolve) => {
    spawn(process.execPath, ['-e', LOOP], { stdio: 'ignore' }).on('close', () => resolve())
  })))
  return (performance.now() - begun) / 1000
}
