import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A Redis of a test, on a port of its own, in a folder of its own. */
export interface RedisServer {
  readonly port: number
  readonly folder: string
  /** `redis://127.0.0.1:port` and what is appended to it. */
  url(rest?: string): string
  /** Ends it as an administrator does, or at once. */
  stop(signal?: NodeJS.Signals): Promise<void>
  /** Starts it again on its port, with what it had kept. */
  start(): Promise<void>
  /** Ends it and takes its folder away. */
  remove(): Promise<void>
}

/** Starts Debian's redis-server. Nothing is kept unless the arguments say so (`--appendonly yes`). */
export async function startRedis(args: readonly string[] = []): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'redis-'))
  const port = await freePort()
  const places = args.includes('--tls-port') ? ['--port', '0', '--tls-port', String(port)] : ['--port', String(port)]
  const others = args.filter((word) => word !== '--tls-port')
  let child: ChildProcess | undefined
  const server: RedisServer = {
    port, folder,
    url: (rest = '/0') => `redis://127.0.0.1:${port}${rest}`,
    start: async () => {
      const always = ['--bind', '127.0.0.1', '--save', '', '--dir', folder]
      child = spawn('redis-server', [...places, ...always, ...others], { stdio: ['ignore', 'pipe', 'inherit'] })
      let said = ''
      for await (const data of child.stdout!) {
        said += String(data)
        if (said.includes('Ready to accept connections')) break
      }
      if (!said.includes('Ready to accept connections')) throw new Error(`redis-server: ${said}`)
    },
    stop: async (signal = 'SIGTERM') => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      child.kill(signal)
      await once(child, 'exit')
    },
    remove: async () => {
      await server.stop('SIGKILL')
      rmSync(folder, { recursive: true })
    },
  }
  await server.start()
  return server
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
