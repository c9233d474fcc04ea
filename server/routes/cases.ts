import { Router, type Request } from 'express'
import type { Catalogue } from '../../shared/domain/catalogue.ts'
import type { CaseSheet, StandingCase } from '../aggregate/case-book.ts'
import type { CaseFiles, CaseStepEvent } from '../publish/case-files.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { Query, RefusedQuery, answering, refuseParameters } from './query.ts'
import { isoTime, nodeOf, type ReadParts } from './read-parts.ts'

const PAGE_CASES = 200

export interface CaseRouteParts extends Pick<ReadParts, 'published' | 'tree'> {
  readonly cases: CaseFiles
  readonly catalogue: Catalogue
  readonly caseLink: string | undefined
  /** Undefined where no system of record is configured. */
  readonly outbox: Outbox | undefined
}

const timeUnless = (name: string, ms: number | undefined) => (ms === undefined || Number.isNaN(ms) ? {} : { [name]: isoTime(ms) })

/** Place of a code in a list of the catalogue; refused where the city has none of that code. */
export function placeOf(known: readonly { readonly code: string }[], name: string, code: string | undefined): number | undefined {
  if (code === undefined) return undefined
  const at = known.findIndex((item) => item.code === code)
  if (at >= 0) return at
  throw new RefusedQuery(404, `unknown-${name}`, `This city has no ${name} with the code "${code.slice(0, 64)}".`)
}

function cursorOf({ due, id }: StandingCase): string {
  return Buffer.from(JSON.stringify([Number.isNaN(due) ? null : due, id])).toString('base64url')
}

function placeAfter(cursor: string | undefined): { due: number; id: string } | undefined {
  if (cursor === undefined) return undefined
  try {
    const [due, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown]
    if ((due === null || typeof due === 'number') && typeof id === 'string') return { due: due ?? Number.NaN, id }
  } catch {
    // Answered below: a cursor is what an earlier answer gave, or it is refused.
  }
  throw new RefusedQuery(400, 'bad-cursor', 'Give the cursor of the last answer as it was.')
}

/** The seven steps in codes alone, as they were written or corrected. */
function stepOf(event: CaseStepEvent) {
  const { step, t, unit, reason, into, dueAt, solved, satisfied, supervised, late, stages, corrected } = event
  const own = { unit, reason, into, solved, satisfied, supervised, late, corrected }
  const said = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined))
  const named = stages && { stages: Object.fromEntries(Object.entries(stages).map(([name, ms]) => [name, isoTime(ms)])) }
  return { step, occurredAt: isoTime(t), ...said, ...timeUnless('dueAt', dueAt), ...named }
}

class CaseAnswers {
  readonly #parts: CaseRouteParts

  constructor(parts: CaseRouteParts) {
    this.#parts = parts
  }

  #head(): object {
    const { epoch, seq, asOf, mode } = this.#parts.published
    return { epoch, seq, asOf: isoTime(asOf * 1000), mode }
  }

  #shown(found: StandingCase): object {
    const { tree, catalogue } = this.#parts
    const { id, node, step, life, overdue, supervised, suspended, outOfOrder } = found
    const type = catalogue.types[found.type]?.code
    const unit = catalogue.units[found.unit]?.code
    const times = {
      ...timeUnless('openedAt', found.openedAt),
      ...timeUnless('stepAt', found.stepAt),
      ...timeUnless('dueAt', found.due),
    }
    const where = { type, node: tree.code(node), ...(unit === undefined ? {} : { unit }) }
    return { id, ...where, step, life, ...times, overdue, supervised, suspended, outOfOrder }
  }

  list(request: Request): object {
    const { cases, catalogue } = this.#parts
    const query = new Query(request, ['node', 'unit', 'type', 'step', 'overdue', 'supervised', 'suspended', 'cursor'])
    const step = query.whole('step', 7)
    const ask = {
      node: nodeOf(this.#parts, query.text('node')),
      unit: placeOf(catalogue.units, 'unit', query.text('unit')),
      type: placeOf(catalogue.types, 'type', query.text('type')),
      step,
      overdue: query.truth('overdue'),
      supervised: query.truth('supervised'),
      suspended: query.truth('suspended'),
    }
    const { cases: page, more } = cases.list(ask, { after: placeAfter(query.text('cursor')), most: PAGE_CASES })
    const last = page.at(-1)
    const next = more && last ? { cursor: cursorOf(last) } : {}
    return { ...this.#head(), cases: page.map((found) => this.#shown(found)), ...next }
  }

  #linkOf(id: string): object {
    const { caseLink } = this.#parts
    return caseLink === undefined ? {} : { link: caseLink.replace('{case}', encodeURIComponent(id)) }
  }

  /** What the desk asked of the system of record and whether it has its receipt; absent where there is no way to it. */
  #actsOf(id: string): object {
    const { outbox } = this.#parts
    if (outbox === undefined) return {}
    const acts = outbox.of(id).map(({ act, at, state, number }) => {
      const { action, post, comment, unit, reason, dueAt } = act
      return { id: act.id, action, post, comment, unit, reason, dueAt, at: isoTime(at * 1000), state, number }
    })
    return { acts }
  }

  #limitOf({ milestones, dueGiven, left }: CaseSheet): object {
    const stones = milestones.map(({ code, name, limit, due }) => ({ code, name, limit, ...timeUnless('dueAt', due) }))
    return { dueGiven, milestones: stones, ...(left === undefined ? {} : { left }) }
  }

  one(request: Request): object {
    refuseParameters(request)
    const { id } = request.params
    const sheet = typeof id === 'string' ? this.#parts.cases.one(id) : undefined
    if (sheet === undefined || sheet.node >= this.#parts.published.size)
      throw new RefusedQuery(
        404,
        'unknown-case',
        'No case of this number is remembered: it never was, ended long ago, or concerns persons.',
      )
    const steps = this.#parts.cases.steps(sheet.seqs).map(stepOf)
    return {
      ...this.#head(),
      ...this.#shown(sheet),
      ...this.#limitOf(sheet),
      ...this.#linkOf(sheet.id),
      ...this.#actsOf(sheet.id),
      steps,
    }
  }

  loop(request: Request): object {
    const query = new Query(request, ['node'])
    const node = nodeOf(this.#parts, query.text('node'))
    const { asOf } = this.#parts.published
    const steps = this.#parts.cases.loop(node).map(({ step, open, overdue, longest }) => {
      const waits = longest && {
        longest: {
          case: longest.id,
          since: isoTime(longest.since),
          seconds: Math.max(0, asOf - Math.floor(longest.since / 1000)),
        },
      }
      return { step, open, overdue, ...waits }
    })
    return { ...this.#head(), node: this.#parts.tree.code(node), steps }
  }
}

/** `GET /api/v1/cases`, `/api/v1/cases/ID` and `/api/v1/loop`: open cases, one case's loop, and who waits where. Class T alone. CS7 */
export function caseRoutes(parts: CaseRouteParts): Router {
  const answers = new CaseAnswers(parts)
  const router = Router()
  router.get(
    '/api/v1/cases',
    answering((request) => answers.list(request)),
  )
  router.get(
    '/api/v1/cases/:id',
    answering((request) => answers.one(request)),
  )
  router.get(
    '/api/v1/loop',
    answering((request) => answers.loop(request)),
  )
  return router
}
