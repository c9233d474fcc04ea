import { afterEach, describe, expect, test } from 'vitest'
import { openapiRoute } from '../../server/routes/openapi.ts'
import { EVENT_KINDS } from '../../shared/domain/grid-event.ts'
import { serveRouters } from '../support/serve-router.ts'

let close = async () => {}
afterEach(() => close())

async function read(path: string) {
  const served = await serveRouters(openapiRoute('1.2.3'))
  close = served.close
  const response = await fetch(served.url + path)
  return { type: response.headers.get('content-type') ?? '', text: await response.text() }
}

/** Every `$ref` in a document. */
function refs(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => (key === '$ref' ? [String(inner)] : refs(inner)))
}

describe('the description of the interface', () => {
  test('[EV11] it names every kind of event, and every reference resolves', async () => {
    const { type, text } = await read('/openapi.json')
    const document = JSON.parse(text) as { openapi: string; components: { schemas: Record<string, unknown> } }
    expect([type.split(';')[0], document.openapi]).toEqual(['application/json', '3.1.0'])
    expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining([...EVENT_KINDS]))
    const names = new Set(refs(document).map((ref) => ref.replace('#/components/schemas/', '')))
    expect([...names].filter((name) => !(name in document.components.schemas))).toEqual([])
  })

  test('[EV11] event schemas are closed and speak JSON Schema 2020-12', async () => {
    const { text } = await read('/openapi.json')
    const { components } = JSON.parse(text) as { components: { schemas: Record<string, Record<string, unknown>> } }
    expect(EVENT_KINDS.filter((kind) => components.schemas[kind]?.['additionalProperties'] !== false)).toEqual([])
    expect(components.schemas['case']?.['properties']).toMatchObject({
      point: { prefixItems: [{ type: 'number' }, { type: 'number' }], items: false },
      step: { type: 'string', enum: expect.arrayContaining(['reported']) as unknown },
    })
  })

  test('[EV11] the page for people has no script and nothing from elsewhere', async () => {
    const { type, text } = await read('/docs')
    expect(type).toContain('text/html')
    expect(text).toContain('/api/v1/events')
    expect(text).not.toMatch(/<script|style=|https?:\/\/(?!127\.0\.0\.1)/)
    expect((await read('/docs/page.css')).type).toContain('text/css')
    expect((await read('/docs/hans.woff2')).type).toContain('font/woff2')
  })
})
