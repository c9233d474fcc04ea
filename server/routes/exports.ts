import { Router, type Request, type RequestHandler } from 'express'
import type { Catalogue } from '../../shared/domain/catalogue.ts'
import type { Lang } from '../../shared/protocol/messages.ts'
import type { CaseAsk, StandingCase } from '../aggregate/case-book.ts'
import type { CaseFiles } from '../publish/case-files.ts'
import { placeOf } from './cases.ts'
import { csvText } from './csv.ts'
import { sendProblem } from './problem.ts'
import { Query, RefusedQuery } from './query.ts'
import { depthOf, isoTime, nodeFacts, nodeOf, type ReadParts } from './read-parts.ts'
import { takeState } from './state-answer.ts'

export interface ExportParts extends ReadParts {
  readonly cases: CaseFiles
  readonly catalogue: Catalogue
}

/** Rows of one file; beyond it the person is told to narrow. */
const MOST_ROWS = 20_000

type Table = readonly (readonly (string | number | boolean | null)[])[]

interface Sheet {
  readonly name: string
  readonly rows: Table
}

const CASE_HEAD: Readonly<Record<Lang, readonly string[]>> = {
  zh: ['案卷号', '类别', '环节', '责任单位', '区域', '区域代码', '立案时间', '时限', '超期', '督办', '挂账', '数据时间'],
  en: ['case', 'type', 'step', 'unit', 'area', 'area code', 'opened', 'due', 'overdue', 'supervised', 'suspended', 'as of'],
}
const FIGURE_HEAD: Readonly<Record<Lang, readonly string[]>> = {
  zh: ['区域代码', '区域', '指标', '数值', '状态', '数据时间', '发布号'],
  en: ['area code', 'area', 'figure', 'value', 'state', 'as of', 'publication'],
}

function langOf(query: Query): Lang {
  const lang = query.text('lang') ?? 'zh'
  if (lang === 'zh' || lang === 'en') return lang
  throw new RefusedQuery(400, 'bad-parameter', 'lang is zh or en.')
}

function caseRow({ tree, catalogue, published }: ExportParts, lang: Lang) {
  const time = (ms: number) => (Number.isNaN(ms) ? null : isoTime(ms))
  return (found: StandingCase) => {
    const { id, type, step, unit, node, openedAt, due, overdue, supervised, suspended } = found
    return [
      id,
      catalogue.types[type]?.name[lang] ?? '',
      step,
      catalogue.units[unit]?.name[lang] ?? '',
      nodeFacts(tree, node).name[lang],
      tree.code(node),
      time(openedAt),
      time(due),
      overdue,
      supervised,
      suspended,
      isoTime(published.asOf * 1000),
    ]
  }
}

function caseSheet(parts: ExportParts, query: Query): Sheet {
  const lang = langOf(query)
  const { cases, catalogue } = parts
  const ask: CaseAsk = {
    node: nodeOf(parts, query.text('node')),
    unit: placeOf(catalogue.units, 'unit', query.text('unit')),
    type: placeOf(catalogue.types, 'type', query.text('type')),
    step: query.whole('step', 7),
    overdue: query.truth('overdue'),
    supervised: query.truth('supervised'),
    suspended: query.truth('suspended'),
  }
  const { cases: found, more } = cases.list(ask, { most: MOST_ROWS })
  if (more)
    throw new RefusedQuery(
      413,
      'too-many-rows',
      `More than ${MOST_ROWS} cases: choose an area, a unit or a step, and export again.`,
    )
  return { name: 'cases', rows: [CASE_HEAD[lang], ...found.map(caseRow(parts, lang))] }
}

interface ShownNode {
  readonly code: string
  readonly name: Readonly<Record<Lang, string>>
  readonly values: Readonly<Record<string, { readonly v: number | null; readonly state: string; readonly asOf: string }>>
}

/** Figures as they were published: what is hidden has no number here either. */
function figureSheet(parts: ExportParts, query: Query): Sheet {
  const lang = langOf(query)
  const answer = takeState(parts, { node: nodeOf(parts, query.text('node')), depth: depthOf(query), keys: undefined })
  const { seq } = parts.published
  const nodes = answer.page(0, MOST_ROWS) as readonly ShownNode[]
  const rows = nodes.flatMap(({ code, name, values }) =>
    Object.entries(values).map(([key, { v, state, asOf }]) => [code, name[lang], key, v, state, asOf, seq]),
  )
  if (rows.length > MOST_ROWS)
    throw new RefusedQuery(413, 'too-many-rows', 'Too many figures for one file: take a smaller depth.')
  return { name: 'figures', rows: [FIGURE_HEAD[lang], ...rows] }
}

function sending(
  parts: ExportParts,
  known: readonly string[],
  sheetOf: (parts: ExportParts, query: Query) => Sheet,
): RequestHandler {
  return (request: Request, response) => {
    try {
      const { name, rows } = sheetOf(parts, new Query(request, known))
      const file = `${name}-${isoTime(parts.published.asOf * 1000).replaceAll(/[:.]/g, '-')}.csv`
      response.set({ 'Cache-Control': 'no-store', 'Content-Disposition': `attachment; filename="${file}"` })
      response.type('text/csv; charset=utf-8').send(csvText(rows))
    } catch (reason) {
      if (!(reason instanceof RefusedQuery)) throw reason
      sendProblem(response, reason.problem)
    }
  }
}

/** `GET /api/v1/export/cases` and `/api/v1/export/figures`: what may be seen, as CSV for a spreadsheet. EX1 EX2 */
export function exportRoutes(parts: ExportParts): Router {
  const router = Router()
  const cases = ['node', 'unit', 'type', 'step', 'overdue', 'supervised', 'suspended', 'lang']
  router.get('/api/v1/export/cases', sending(parts, cases, caseSheet))
  router.get('/api/v1/export/figures', sending(parts, ['node', 'depth', 'lang'], figureSheet))
  return router
}
