import { randomInt } from 'node:crypto'
import type { StoredDevice } from './access-document.ts'
import { hashOf, newSecret } from './secret.ts'

/** A code that nobody approved is void after this time; the screen then shows another. */
const CODE_MS = 10 * 60_000
/** A device's token is replaced so often; the one before is good until the new one was used, in case the answer was lost. */
const ROTATE_MS = 24 * 3_600_000
/** Devices that wait for approval at a time; one more ends the oldest. */
const MOST_WAITING = 200
/** No letters or digits that look like others. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const CODE_LENGTH = 6

interface Waiting {
  readonly id: string
  readonly token: string
  readonly code: string
  readonly from: string
  readonly until: number
}

/** A device as it stands for the page on it. */
export type DeviceStanding =
  | { readonly state: 'waiting'; readonly code: string; readonly until: number }
  | { readonly state: 'approved'; readonly device: StoredDevice }
  | { readonly state: 'unknown' }

const newCode = () => Array.from({ length: CODE_LENGTH }, () => LETTERS[randomInt(LETTERS.length)] ?? '').join('')

/**
 * Unattended screens: a device shows a code, somebody with the right approves it once for one area and audience, and
 * from then on it comes in by a cookie that no script reads and that changes each day. DV1
 */
export class DeviceBook {
  readonly #devices: Map<string, StoredDevice>
  readonly #waiting = new Map<string, Waiting>()

  constructor(devices: readonly StoredDevice[]) {
    this.#devices = new Map(devices.map((device) => [device.id, device]))
  }

  get all(): readonly StoredDevice[] {
    return [...this.#devices.values()]
  }

  waiting(now: number): readonly { readonly code: string; readonly from: string; readonly until: number }[] {
    this.#forget(now)
    return [...this.#waiting.values()].map(({ code, from, until }) => ({ code, from, until }))
  }

  /** A new screen asks to be let in; answers what its cookie is to hold and the code it is to show. */
  ask(from: string, now: number): { readonly secret: string; readonly code: string; readonly until: number } {
    this.#forget(now)
    const [oldest] = this.#waiting.keys()
    if (this.#waiting.size >= MOST_WAITING && oldest !== undefined) this.#waiting.delete(oldest)
    const [secret, code, id] = [newSecret(), newCode(), newCode() + newCode()]
    const until = now + CODE_MS
    this.#waiting.set(code, { id, token: hashOf(secret), code, from, until })
    return { secret, code, until }
  }

  #forget(now: number): void {
    for (const [code, { until }] of this.#waiting) if (until <= now) this.#waiting.delete(code)
  }

  /** How the device that holds a secret stands. */
  standing(secret: string, now: number): DeviceStanding {
    const token = hashOf(secret)
    const device = this.all.find((known) => known.token === token || known.before === token)
    if (device) return { state: 'approved', device: this.#arrived(device, token) }
    this.#forget(now)
    const waits = [...this.#waiting.values()].find((asked) => asked.token === token)
    return waits ? { state: 'waiting', code: waits.code, until: waits.until } : { state: 'unknown' }
  }

  /** The new token was used: the one before is void. */
  #arrived(device: StoredDevice, token: string): StoredDevice {
    const { before, ...kept } = device
    if (before === undefined || token !== device.token) return device
    this.#devices.set(device.id, kept)
    return kept
  }

  find(id: string): StoredDevice | undefined {
    return this.#devices.get(id)
  }

  /** Lets the screen that shows `code` in; undefined where none shows it (any more). */
  approve(
    code: string,
    given: Pick<StoredDevice, 'name' | 'area' | 'audience' | 'approvedBy'>,
    now: number,
  ): StoredDevice | undefined {
    this.#forget(now)
    const waits = this.#waiting.get(code)
    if (waits === undefined) return undefined
    this.#waiting.delete(code)
    const device: StoredDevice = { ...given, id: waits.id, token: waits.token, rotatedAt: now, approvedAt: now }
    this.#devices.set(device.id, device)
    return device
  }

  /** Another secret for a device whose own is a day old, or whose last one never arrived; undefined otherwise. DV3 */
  rotate(held: string, now: number): string | undefined {
    const token = hashOf(held)
    const device = this.all.find((known) => known.token === token || known.before === token)
    if (device === undefined || (device.token === token && now - device.rotatedAt < ROTATE_MS)) return undefined
    const secret = newSecret()
    this.#devices.set(device.id, { ...device, token: hashOf(secret), rotatedAt: now, before: token })
    return secret
  }

  /** Remembers a screen's own hours, so that a server that starts while it is dark by plan does not miss it. DV4 */
  keepHours(id: string, on = ''): void {
    const device = this.#devices.get(id)
    if (device !== undefined && device.on !== on) this.#devices.set(id, { ...device, on })
  }

  revoke(id: string): boolean {
    return this.#devices.delete(id)
  }
}
