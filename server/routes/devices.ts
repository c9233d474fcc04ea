import { Type } from '@sinclair/typebox'
import { parse } from 'cookie'
import { Router, type Request, type Response } from 'express'
import { SCREEN_NAME } from '../../shared/domain/account.ts'
import { personalMarkInCode } from '../../shared/domain/personal-marks.ts'
import { words } from '../../shared/domain/words.ts'
import { DEVICE_COOKIE, type SignInAccess } from '../access/access.ts'
import type { StoredDevice } from '../access/access-document.ts'
import { visitorOf } from '../access/visitor.ts'
import type { CityTree } from '../city/city-tree.ts'
import { acting, bodyReader, readBody } from './acting.ts'
import { RefusedQuery, answering, refuseParameters } from './query.ts'
import { insideOf, isoTime } from './read-parts.ts'
import { setCookie, type CookiePlace } from './session-cookie.ts'

export interface DeviceParts {
  readonly access: SignInAccess
  readonly tree: CityTree
  readonly place: CookiePlace
  /** Told of a screen that may not come back. */
  readonly revoked: (id: string) => void
}

/** A device stays known for so long without a word: browsers keep no cookie longer. */
const COOKIE_SECONDS = 400 * 86_400

export const APPROVAL_BODY = Type.Object(
  {
    code: Type.String({ pattern: '^[A-Z2-9]{6}$' }),
    /** Named after its place. */
    name: SCREEN_NAME,
    area: Type.String({ minLength: 1, maxLength: 64 }),
    audience: words(['public', 'staff']),
  },
  { additionalProperties: false },
)
const approvalBody = bodyReader(APPROVAL_BODY, '{code, name, area, audience: public or staff}')

const secretOf = (request: Request) => parse(request.headers.cookie ?? '')[DEVICE_COOKIE] ?? ''

function shown({ id, name, area, audience, approvedAt, approvedBy, rotatedAt }: StoredDevice): object {
  return { id, name, area, audience, approvedAt: isoTime(approvedAt), approvedBy, rotatedAt: isoTime(rotatedAt) }
}

class DeviceAnswers {
  readonly #parts: DeviceParts

  constructor(parts: DeviceParts) {
    this.#parts = parts
  }

  #keep(request: Request, response: Response, value: string): void {
    setCookie({ request, response, place: this.#parts.place }, DEVICE_COOKIE, { value, seconds: COOKIE_SECONDS })
  }

  /** A screen asks to be let in; one that is known already is told so. */
  ask(request: Request, response: Response): object {
    const { devices, clock } = this.#parts.access
    if (devices.standing(secretOf(request), clock.now()).state === 'approved') return this.own(request)
    const { secret, code, until } = devices.ask(request.ip ?? '', clock.now())
    this.#keep(request, response, secret)
    return { state: 'waiting', code, until: isoTime(until) }
  }

  own(request: Request): object {
    const standing = this.#parts.access.devices.standing(secretOf(request), this.#parts.access.clock.now())
    if (standing.state === 'approved') return { state: 'approved', ...shown(standing.device) }
    return standing.state === 'waiting' ? { ...standing, until: isoTime(standing.until) } : standing
  }

  /** Another token where the device's own is old; the page asks once an hour. DV3 */
  async renew(request: Request, response: Response): Promise<object> {
    const { access } = this.#parts
    const secret = access.devices.rotate(secretOf(request), access.clock.now())
    if (secret !== undefined) {
      await access.save()
      this.#keep(request, response, secret)
    }
    return { renewed: secret !== undefined }
  }

  list(request: Request): object {
    refuseParameters(request)
    const { access, tree } = this.#parts
    const inside = insideOf(tree, request)
    const waiting = access.devices.waiting(access.clock.now()).map((asked) => ({ ...asked, until: isoTime(asked.until) }))
    return { waiting, devices: access.devices.all.filter(({ area }) => inside(tree.indexOf(area))).map(shown) }
  }

  async approve(request: Request): Promise<object> {
    const { access, tree } = this.#parts
    const { code, name, area, audience } = approvalBody(request)
    const node = tree.indexOf(area)
    if (node < 0) throw new RefusedQuery(400, 'unknown-node', `No node of this city has the code "${area}".`)
    if (!insideOf(tree, request)(node)) throw new RefusedQuery(403, 'outside-area', 'This lies outside the area of this account.')
    if (personalMarkInCode(name) !== undefined)
      throw new RefusedQuery(400, 'personal-data', 'This name looks like a number of a person: name the screen after its place.')
    if (access.devices.all.some((device) => device.name === name))
      throw new RefusedQuery(409, 'name-taken', `There is a screen ${name} already; take another name, or revoke it.`)
    const approvedBy = visitorOf(request).name
    const device = access.devices.approve(code, { name, area, audience, approvedBy }, access.clock.now())
    if (device === undefined) throw new RefusedQuery(404, 'unknown-code', 'No screen shows this code (any more): read it again.')
    await access.save()
    return shown(device)
  }

  async revoke(request: Request): Promise<object> {
    const { access, tree } = this.#parts
    const device = access.devices.find(String(request.params['id']))
    if (device === undefined || !insideOf(tree, request)(tree.indexOf(device.area)))
      throw new RefusedQuery(404, 'unknown-device', 'There is no such screen.')
    access.devices.revoke(device.id)
    this.#parts.revoked(device.id)
    await access.save()
    return shown(device)
  }
}

/** Enrolment of unattended screens. DV1 DV2 DV3 */
export function deviceRoutes(parts: DeviceParts): Router {
  const answers = new DeviceAnswers(parts)
  const router = Router()
  const post = (path: string, answer: Parameters<typeof acting>[0]) => router.post(path, readBody, acting(answer))
  router.get(
    '/api/v1/devices/own',
    answering((request) => answers.own(request)),
  )
  router.get(
    '/api/v1/devices',
    answering((request) => answers.list(request)),
  )
  post('/api/v1/devices', (request, response) => Promise.resolve(answers.ask(request, response)))
  post('/api/v1/devices/own/renew', (request, response) => answers.renew(request, response))
  post('/api/v1/devices/approve', (request) => answers.approve(request))
  post('/api/v1/devices/:id/revoke', (request) => answers.revoke(request))
  return router
}
