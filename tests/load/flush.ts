import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeBatch, sendBatch } from '../support/batch-source.ts'
import { cityFacts } from '../support/city-facts.ts'
import { readFlushes } from '../support/flush-trace.ts'
import { startWall, type WallServer } from '../support/wall-server.ts'

// Fault seen: synchronous = NORMAL answers without a flush and fails this run.
const ALONE = 100
const TOGETHER = 16
const ROUNDS = 40
const say = (line: string) => process.stdout.write(`${line}\n`)

/** Attaches strace to every thread of the server; resolves when it watches. */
async function attach(pid: number, file: string) {
  const strace = spawn('strace', ['-f', '-y', '-ttt', '-T', '-e', 'trace=fsync,fdatasync', '-o', file, '-p', String(pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await new Promise<void>((resolve) => strace.stderr.once('data', () => resolve()))
  await new Promise((wake) => setTimeout(wake, 500))
  return {
    detach: () =>
      new Promise<void>((resolve) => {
        strace.once('exit', () => resolve())
        strace.kill('SIGINT')
      }),
  }
}

async function commitsOf(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/^gridwall_log_commits (\d+)/m.exec(text)?.[1])
}

interface Answered {
  readonly sentAt: number
  readonly answeredAt: number
}

async function sendAll(wall: WallServer): Promise<Answered[]> {
  const facts = cityFacts('auto')
  const send = async (name: string, size: number): Promise<Answered> => {
    const sentAt = performance.timeOrigin + performance.now()
    const receipt = await sendBatch(wall.url, makeBatch(facts, name, size))
    if (receipt?.accepted !== size) throw new Error(`batch ${name} was not taken: ${JSON.stringify(receipt)}`)
    return { sentAt, answeredAt: performance.timeOrigin + performance.now() }
  }
  const answered: Answered[] = []
  for (let i = 0; i < ALONE; i++) answered.push(await send(`alone-${i}`, 5))
  for (let round = 0; round < ROUNDS; round++)
    answered.push(...(await Promise.all(Array.from({ length: TOGETHER }, (_, i) => send(`together-${round}-${i}`, 5)))))
  return answered
}

if (spawnSync('strace', ['-V']).status !== 0) {
  say('SKIPPED: flush run needs strace (Debian: apt-get install strace)')
} else {
  const folder = mkdtempSync(join(tmpdir(), 'gridwall-flush-'))
  const file = join(folder, 'trace')
  const wall = await startWall({ args: ['--city', 'auto', '--feed', 'none'] })
  const before = await commitsOf(wall.url)
  const tracer = await attach(wall.pid, file)
  const answered = await sendAll(wall)
  const groups = (await commitsOf(wall.url)) - before
  await tracer.detach()
  await wall.stop()
  wall.forget()
  const flushes = readFlushes(readFileSync(file, 'utf8'), 'log.db-wal')
  rmSync(folder, { recursive: true })
  const unflushed = answered.filter(
    ({ sentAt, answeredAt }) => !flushes.some((f) => f.beganAt >= sentAt - 1 && f.endedAt <= answeredAt + 1),
  )
  say(
    `${answered.length} answers, ${groups} commit groups, ${flushes.length} flushes, ${unflushed.length} answers without a flush before them`,
  )
  const holds = unflushed.length === 0 && flushes.length <= groups && groups < answered.length
  say(holds ? 'every answer follows a flush; no group was flushed more than once' : 'FAILED')
  process.exitCode = holds ? 0 : 1
}
