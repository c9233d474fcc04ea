import { Type, type TSchema } from '@sinclair/typebox'
import { Router } from 'express'
import { join } from 'node:path'
import { PROJECT_ROOT } from '../project-root.ts'
import { EVENT_KINDS, EVENT_SCHEMAS } from '../../shared/domain/grid-event.ts'
import { ACCESS_PATHS } from './access-paths.ts'
import { API_PATHS, PROBLEM, type ApiPath } from './api-paths.ts'
import { renderDocs } from './docs-page.ts'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
type JsonObject = { readonly [key: string]: Json }

/** A schema as JSON Schema 2020-12: where the list of a tuple's items is called `prefixItems`. */
function toJsonSchema(schema: TSchema): Json {
  return JSON.parse(JSON.stringify(schema), (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('items' in value) || !Array.isArray(value.items)) return value
    const { items, additionalItems: _none, ...rest } = value as Record<string, unknown>
    return { ...rest, prefixItems: items, items: false }
  }) as Json
}

function cloudEvent(): TSchema {
  return Type.Object({
    specversion: Type.Literal('1.0'),
    id: Type.String({ maxLength: 128 }),
    source: Type.String({ maxLength: 64 }),
    time: Type.String(),
    type: Type.String({ enum: EVENT_KINDS.map((kind) => `gridwall.${kind}`) }),
    data: Type.Object({}, { description: 'the own fields of the kind, with node, point and crs', additionalProperties: true }),
  })
}

function components(): JsonObject {
  const events = EVENT_KINDS.map((kind) => [kind, toJsonSchema(EVENT_SCHEMAS[kind])] as const)
  const oneOf = EVENT_KINDS.map((kind) => ({ $ref: `#/components/schemas/${kind}` }))
  const mapping = Object.fromEntries(EVENT_KINDS.map((kind) => [kind, `#/components/schemas/${kind}`]))
  return {
    ...Object.fromEntries(events),
    Event: { oneOf, discriminator: { propertyName: 'kind', mapping } },
    CloudEvent: toJsonSchema(cloudEvent()),
    Problem: toJsonSchema(PROBLEM),
  }
}

function content(type: string, schema: TSchema): JsonObject {
  return { [type]: { schema: toJsonSchema(schema) } }
}

function parameters(path: ApiPath): readonly Json[] {
  const inPath = [...path.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const required = Type.Object({ ...path.query }).required ?? []
  const inQuery = Object.entries(path.query).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: toJsonSchema(schema),
  }))
  return [...inPath, ...inQuery]
}

const DESCRIBED = { 200: 'OK', 201: 'Created', 302: 'Found' } as const

function operation(path: ApiPath): JsonObject {
  const problem = {
    description: 'problem',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
  const bodies = Object.entries(path.body ?? {}).map(([type, schema]) => content(type, schema))
  return {
    summary: `${path.zh} · ${path.en}`,
    parameters: parameters(path),
    ...(path.body ? { requestBody: { required: true, content: Object.assign({}, ...bodies) as JsonObject } } : {}),
    responses: {
      [String(path.status ?? 200)]: {
        description: DESCRIBED[path.status ?? 200],
        content: content(path.answer.type, path.answer.schema),
      },
      ...Object.fromEntries(path.problems.map((status) => [String(status), problem])),
    },
  }
}

/** The interface as OpenAPI 3.1, made of the schemas that validate. EV11 */
export function describeApi(version: string): JsonObject {
  const paths: Record<string, JsonObject> = {}
  for (const path of [...API_PATHS, ...ACCESS_PATHS]) paths[path.path] = { ...paths[path.path], [path.method]: operation(path) }
  return {
    openapi: '3.1.0',
    info: { title: 'Gridwall', version },
    paths,
    components: { schemas: components() },
  }
}

/** A room without Chinese fonts still reads the pages without scripts. */
const SHIPPED_FONT = join(PROJECT_ROOT, 'public/fonts/gridwall-hans.woff2')

/** `/openapi.json` and `/docs`, a page without scripts. EV11 */
export function openapiRoute(version: string): Router {
  const router = Router()
  const description = JSON.stringify(describeApi(version))
  const page = renderDocs(version)
  router.get('/openapi.json', (_request, response) => {
    response.type('application/json').send(description)
  })
  router.get('/docs', (_request, response) => {
    response.type('text/html').send(page.html)
  })
  router.get('/docs/page.css', (_request, response) => {
    response.type('text/css').send(page.css)
  })
  router.get('/docs/hans.woff2', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=86400').sendFile(SHIPPED_FONT)
  })
  return router
}
