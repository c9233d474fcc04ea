import { Type } from '@sinclair/typebox'
import { Router, type Request, type Response } from 'express'
import { personalMarkIn } from '../../shared/domain/personal-marks.ts'
import { words } from '../../shared/domain/words.ts'
import type { AuditTrail } from '../audit/audit-trail.ts'
import type { SyslogOut } from '../audit/syslog/syslog-out.ts'
import { verifyTrail } from '../audit/verify-trail.ts'
import { acting, bodyReader, readBody } from './acting.ts'
import { Query, RefusedQuery, answering, refuseParameters } from './query.ts'

const PAGE_ROWS = 200
const LONGEST_PURPOSE = 100
const strict = { additionalProperties: false }

/** What left the screen as a file, told by the page that made it. */
export const EXPORT_BODY = Type.Object(
  {
    what: words(['csv', 'pdf', 'docx', 'picture']),
    node: Type.Optional(Type.String({ maxLength: 64 })),
    rows: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  strict,
)

/** A room that sees the wall: how many, why, for how long; entered by the post, without names. */
export const VISIT_BODY = Type.Object(
  {
    visitors: Type.Integer({ minimum: 1, maximum: 1_000 }),
    purpose: Type.String({ minLength: 1, maxLength: LONGEST_PURPOSE }),
    minutes: Type.Integer({ minimum: 1, maximum: 1_440 }),
  },
  strict,
)

const exportBody = bodyReader(EXPORT_BODY, '{what: csv, pdf, docx or picture, node?, rows?}')
const visitBody = bodyReader(VISIT_BODY, '{visitors, purpose, minutes}')

/** Says to the trail what of a body belongs into the row of its call. */
function auditing(response: Response, said: string): object {
  response.locals['audited'] = said
  return { noted: said }
}

function visit(request: Request, response: Response): object {
  const { visitors, purpose, minutes } = visitBody(request)
  const mark = personalMarkIn(purpose)
  if (mark)
    throw new RefusedQuery(400, 'personal-data', `The purpose holds what looks like a ${mark}; write it without personal data.`)
  return auditing(response, `${visitors} visitors, ${minutes} min: ${purpose}`)
}

export interface AuditParts {
  readonly trail: AuditTrail
  readonly folder: string
  /** The way out by syslog, where one is configured. */
  readonly syslog: Pick<SyslogOut, 'state'> | undefined
}

/** `/api/v1/audit`: the newest rows and whether all are as written; what was exported and who visited. AU1 AU2 AU4 AU5 */
export function auditRoutes({ trail, folder, syslog }: AuditParts): Router {
  const router = Router()
  router.get(
    '/api/v1/audit',
    answering((request) => {
      const before = new Query(request, ['before']).whole('before', Number.MAX_SAFE_INTEGER)
      return { rows: trail.newest(PAGE_ROWS, before), syslog: syslog?.state }
    }),
  )
  router.post(
    '/api/v1/audit/verify',
    readBody,
    acting(async (request) => {
      refuseParameters(request)
      await trail.settled()
      return verifyTrail(folder)
    }),
  )
  router.post(
    '/api/v1/exports',
    readBody,
    acting((request, response) => {
      const { what, node = '', rows } = exportBody(request)
      return Promise.resolve(
        auditing(response, [what, node, rows === undefined ? '' : `${rows} rows`].filter((part) => part !== '').join(' ')),
      )
    }),
  )
  router.post(
    '/api/v1/visits',
    readBody,
    acting((request, response) => Promise.resolve().then(() => visit(request, response))),
  )
  return router
}
