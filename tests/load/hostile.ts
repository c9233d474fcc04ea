import { cityFacts, readFigure } from '../support/city-facts.ts'
import { hostileBody, hostileLines, hostileRequests } from '../support/hostile-inputs.ts'
import { tellingMemory, toldMemory } from '../support/told-memory.ts'
import { startWall } from '../support/wall-server.ts'

const LINES = Number(process.argv[2] ?? 200_000)
const PER_BODY = 200
/** Wrong requests are sent once in so many bodies. */
const REQUESTS_EVERY = 25
/** Growth that the duplicate index and the caches explain, MiB. */
const GROWTH_MIB = 64

interface Receipt {
  readonly accepted: number
  readonly duplicate: number
  readonly rejected: number
}

const mib = (bytes: number) => Math.round(bytes / 2 ** 20)
const say = (line: string) => process.stdout.write(`${line}\n`)

/** What the server holds once it has come to rest, MiB. */
async function heldMib(): Promise<number> {
  await new Promise((wake) => setTimeout(wake, 2_000))
  const { rss, heapUsed, external } = await toldMemory(server)
  say(`held ${mib(heapUsed)} MiB of heap and ${mib(external)} MiB outside it, ${mib(rss)} MiB resident`)
  return (heapUsed + external) / 2 ** 20
}

const server = await startWall({ args: ['--feed', 'none', '--city', 'hangzhou'], nodeArgs: tellingMemory() })
const facts = cityFacts('hangzhou')
const { root: node, type, readings } = facts
const next = hostileLines(11, { node, type, ...readings, occurredAt: () => new Date().toISOString() })
const failures: string[] = []
let [fair, accepted, answered, early] = [0, 0, 0, 0]
for (let sent = 0; sent < LINES; sent += PER_BODY) {
  const made = hostileBody(next, PER_BODY)
  const request = { method: 'POST', body: made.body as BodyInit, headers: { 'content-type': 'application/x-ndjson' } }
  const response = await fetch(`${server.url}/api/v1/events`, request)
  const receipt = (await response.json()) as Receipt
  if (response.status !== 200 || receipt.accepted + receipt.duplicate + receipt.rejected !== PER_BODY)
    failures.push(JSON.stringify(receipt))
  fair += made.fair
  accepted += receipt.accepted
  if ((sent / PER_BODY) % REQUESTS_EVERY === 0) {
    for (const [url, wrong] of hostileRequests(server.url)) {
      const refused = await fetch(url, wrong)
      await refused.arrayBuffer()
      answered++
      if (refused.status >= 500) failures.push(`${refused.status} ${url}`)
    }
  }
  if (sent === LINES / 5) early = await heldMib()
}
const late = await heldMib()
/** All accepted events but those of types nobody knows, which are counted as X. */
const counted = (await readFigure(server.url, node, 'events.all').catch(() => null)) ?? Number.NaN
const alive = await fetch(`${server.url}/readyz`).then(({ status }) => status === 200)
say(`${LINES} hostile lines, ${answered} hostile requests: ${accepted} accepted, ${fair} of them fair, ${counted} in the figures`)
say(`memory ${early.toFixed(0)} MiB after a fifth, ${late.toFixed(0)} MiB at the end; the server ${alive ? 'lives' : 'is gone'}`)
const whole =
  failures.length === 0 && alive && accepted >= fair && counted >= fair && counted <= accepted && late - early <= GROWTH_MIB
say(whole ? 'hostile input: held' : `FAILED\n${failures.slice(0, 10).join('\n')}`)
await server.stop()
server.forget()
process.exitCode = whole ? 0 : 1
