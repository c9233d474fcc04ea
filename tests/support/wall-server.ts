import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from '../../server/boot/ensure-built.mjs'
import { keepCities, lendCities } from './kept-cities.ts'

const root = join(import.meta.dirname, '../..')
/** What `npm start` runs. */
export const BUILT_SERVER = join(root, 'dist/server/main.mjs')
// What is tested is never older than its sources.
ensureBuilt(root)
/** As `npm start` sets them. */
const allocator = JSON.parse(readFileSync(join(root, 'server/boot/allocator.json'), 'utf8')) as Record<string, string>

/** The real server in a process of its own, on loopback. */
export interface WallServer {
  readonly url: string
  readonly port: number
  readonly pid: number
  readonly dataDir: string
  /** Everything it has said so far. */
  said(): string
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>
  /** SIGKILL; resolves when it is gone. The data folder stays. */
  kill(): Promise<void>
  /** Removes the data folder. */
  forget(): void
}

export interface WallServerOptions {
  readonly args?: readonly string[]
  /** An existing folder to go on with. */
  readonly dataDir?: string
  readonly port?: number
  readonly readyWithinMs?: number
  /** Options of Node itself, before the server's. */
  readonly nodeArgs?: readonly string[]
  /** Do not wait for readiness (tests of start-up itself). */
  readonly wait?: boolean
}

/** A port nobody listens on just now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

/** Asks until `task` answers true; fails with the last reason after `withinMs`. */
export async function until(task: () => Promise<boolean>, withinMs: number, what: string): Promise<void> {
  const end = performance.now() + withinMs
  for (;;) {
    if (await task().catch(() => false)) return
    if (performance.now() > end) throw new Error(`${what}: not within ${withinMs} ms`)
    await new Promise((wake) => setTimeout(wake, 25))
  }
}

const gone = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode)
    else child.once('exit', (code) => resolve(code))
  })

/** Starts the built server and waits until `/readyz` answers 200. */
export async function startWall(options: WallServerOptions = {}): Promise<WallServer> {
  const port = options.port ?? (await freePort())
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'gridwall-'))
  if (options.dataDir === undefined) lendCities(dataDir)
  const args = [...(options.nodeArgs ?? []), BUILT_SERVER, '--port', String(port), '--data', dataDir, ...(options.args ?? [])]
  const env = { ...allocator, ...process.env }
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  // A test that fails half-way must not leave its server behind.
  const killWithUs = () => child.kill('SIGKILL')
  process.once('exit', killWithUs)
  child.once('exit', () => process.off('exit', killWithUs))
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()))
  const url = `http://127.0.0.1:${port}`
  const ready = async () => {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    return (await fetch(`${url}/readyz`)).status === 200
  }
  if (options.wait !== false) {
    await until(ready, options.readyWithinMs ?? 45_000, 'the server is not ready').catch((reason: unknown) => {
      child.kill('SIGKILL')
      throw new Error(`${String(reason)}\n${said.slice(-2000)}`)
    })
    keepCities(dataDir)
  }
  return {
    url,
    port,
    dataDir,
    pid: child.pid ?? -1,
    said: () => said,
    stop: () => (child.kill('SIGTERM'), gone(child)),
    kill: async () => {
      child.kill('SIGKILL')
      await gone(child)
    },
    forget: () => rmSync(dataDir, { recursive: true, force: true }),
  }
}
