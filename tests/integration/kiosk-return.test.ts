import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pageClock } from '../../client/connection/socket-io-port.ts'
import { enrol, openKiosk, type EnrolledKiosk, type OpenKiosk } from '../support/kiosk-room.ts'
import { startSignedInWall, type Caller, type SignedInWall } from '../support/signed-in-wall.ts'
import { SMALL_CATALOGUE } from '../support/small-catalogue.ts'
import { smallPack, writePack } from '../support/small-pack.ts'
import { startWall, until, type WallServer } from '../support/wall-server.ts'

const KIOSKS = 20
/** Waits of the back-off are cut to a tenth, so that the run is short; two hundred screens with whole waits are a run of their own. */
const hasty = { ...pageClock, random: () => Math.random() / 10 }

const folder = mkdtempSync(join(tmpdir(), 'gridwall-kiosks-'))
const args = ['--city', folder, '--feed', 'none']
let room: SignedInWall
let lead: Caller
let again: WallServer | undefined
let enrolled: readonly EnrolledKiosk[] = []
let kiosks: readonly OpenKiosk[] = []
let attempts = 0
/** Screens that were told that nobody lets them in. */
const signedOut = new Set<number>()

beforeAll(async () => {
  writePack(folder, { ...smallPack(), catalogue: SMALL_CATALOGUE })
  room = await startSignedInWall({ args })
  lead = await room.account('lead', 'dutyLead')
  const made: EnrolledKiosk[] = []
  for (let n = 0; n < KIOSKS; n++) made.push(await enrol(room, lead, { name: `lobby-${n}`, node: `C-${n % 2}` }))
  enrolled = made
}, 90_000)
afterAll(async () => {
  for (const kiosk of kiosks) kiosk.close()
  await again?.stop()
  await room?.wall.stop()
  room?.wall.forget()
  rmSync(folder, { recursive: true, force: true })
})

const allHold = (servers: number) => () => Promise.resolve(kiosks.every((kiosk) => kiosk.live && kiosk.servers === servers))

// Fault seen: a device's cookie void after a restart (its book not written before the answer).
it('[K3] [ST8] twenty screens in public come back by themselves to a killed server, each once, with its picture', async () => {
  const onAttempt = () => void attempts++
  kiosks = enrolled.map((kiosk, nth) =>
    openKiosk(room.wall.url, kiosk, { onAttempt, onSignedOut: () => signedOut.add(nth), clock: hasty }),
  )
  await until(allHold(1), 10_000, 'every screen live')
  expect(attempts).toBe(KIOSKS)
  const { dataDir, port } = room.wall
  await room.wall.kill()
  again = await startWall({ args: [...args, '--sign-in', 'on'], dataDir, port })
  await until(allHold(2), 30_000, 'every screen live again')
  const settled = attempts
  for (const [nth, kiosk] of kiosks.entries()) {
    const shown = kiosk.shown()
    const path = `/api/v1/state/hash?node=${enrolled[nth]?.node}&depth=1&audience=public&seq=${shown?.seq}`
    expect(((await (await lead.get(path)).json()) as { hash: string }).hash).toBe(shown?.hash)
  }
  expect([attempts, signedOut.size]).toEqual([settled, 0])
  const { screens } = (await (await lead.get('/api/v1/fleet')).json()) as { screens: readonly { name: string }[] }
  expect(screens.map(({ name }) => name).toSorted(), '[DV4] also those that have not spoken yet').toEqual(
    enrolled.map((_, n) => `lobby-${n}`).toSorted(),
  )
}, 60_000)

it('[K9] [DV2] a revoked screen is told at once, and the others stay', async () => {
  expect((await lead.post(`/api/v1/devices/${enrolled[0]?.id}/revoke`)).status).toBe(200)
  await until(() => Promise.resolve(signedOut.has(0)), 10_000, 'the word to the revoked screen')
  expect(kiosks.slice(1).every((kiosk) => kiosk.live)).toBe(true)
  expect([...signedOut]).toEqual([0])
}, 20_000)
