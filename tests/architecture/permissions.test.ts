import { describe, expect, it } from 'vitest'
import { CALL_RULES, MESSAGE_RULES } from '../../server/access/permission-table.ts'
import { describeApi } from '../../server/routes/openapi.ts'
import { UP_CHECKS } from '../../server/stream/up-message.ts'

/** Files of the screen and the description itself, which the interface does not describe. */
const UNDESCRIBED = [
  '/openapi.json',
  '/docs',
  '/docs/page.css',
  '/docs/hans.woff2',
  '/city/index.json',
  '/city/font.woff2',
  '/city/base-map.pmtiles',
  '/city/{hash}/{file}',
]

describe('the table of permissions', () => {
  const { paths } = describeApi('1') as { paths: Record<string, Record<string, unknown>> }
  const described = Object.entries(paths).flatMap(([path, calls]) => Object.keys(calls).map((method) => `${method} ${path}`))
  const ruled = CALL_RULES.map(({ method, path }) => `${method} ${path}`)

  it('[AC1] names every call of the interface once: add a line to server/access/permission-table.ts for what is listed here', () => {
    expect(described.filter((call) => !ruled.includes(call))).toEqual([])
    expect(ruled.filter((call, at) => ruled.indexOf(call) !== at)).toEqual([])
  })

  it('[AC1] names nothing that is not there', () => {
    expect(ruled.filter((call) => !described.includes(call)).map((call) => call.split(' ')[1])).toEqual(UNDESCRIBED)
  })

  it('[AC1] names every message of a screen', () => {
    expect(Object.keys(MESSAGE_RULES).toSorted()).toEqual(Object.keys(UP_CHECKS).toSorted())
  })
})
