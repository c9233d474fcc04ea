import { Router, type Request } from 'express'
import { SMALLEST_SHOWN, type PrivacyClass } from '../../shared/domain/privacy-class.ts'
import type { KeyDef } from '../../shared/figures/keys.ts'
import { hasNumber } from '../../shared/figures/value-state.ts'
import { ANSWER_TITLES, ANSWER_WORDS, NEVER_HELD } from './answer-words.ts'
import { escape, plainPage } from './plain-page.ts'
import { Query, answering, answeringPage } from './query.ts'
import { isoTime, nodeFacts, nodeOf, type ReadParts } from './read-parts.ts'

export interface AnswerParts extends Pick<ReadParts, 'published' | 'tree'> {
  /** Days for which the log keeps detail of things and work, and of classes P and X. */
  readonly keepDays: number
  readonly detailDays: number
}

/** What is held, each read at the place asked for or at the nearest one around it that has the figure. */
const ASKED = ['cases.open', 'events.day', 'checks.done', 'p.events.month', 'x.events.month'] as const
export type AskedKey = (typeof ASKED)[number]

interface HeldRow {
  readonly key: AskedKey
  readonly class: PrivacyClass
  /** The place the figure is of: never finer than its class allows. */
  readonly of: { readonly code: string; readonly name: { readonly zh: string; readonly en: string } }
  readonly v: number | null
  /** `‹k` where the number is withheld. */
  readonly shown?: string
  readonly keptDays: number
}

/** What is held about an address: by place, never by person. PR13 */
export function answerSheet({ published, tree, keepDays, detailDays }: AnswerParts) {
  const keys = new Map(published.keys.map(({ key }, at) => [key, at]))
  const row = (name: AskedKey, node: number): HeldRow[] => {
    const key = keys.get(name)
    if (key === undefined) return []
    const { cls } = published.keys[key] as KeyDef
    let at = node
    while (at > 0 && !published.keysAt(tree.level(at)).includes(key)) at = tree.parent(at)
    const state = published.state(key, at)
    const { code, name: called } = nodeFacts(tree, at)
    const withheld = state === 'suppressed' && cls !== 'T' ? { shown: `‹${SMALLEST_SHOWN[cls]}` } : {}
    const v = hasNumber(state) ? published.value(key, at) : null
    return [{ key: name, class: cls, of: { code, name: called }, v, ...withheld, keptDays: cls === 'T' ? keepDays : detailDays }]
  }
  return (node: number) => {
    const path: object[] = []
    for (let at = node; at >= 0; at = tree.parent(at)) path.unshift({ code: tree.code(at), name: nodeFacts(tree, at).name })
    return {
      asOf: isoTime(published.asOf * 1000),
      node: nodeFacts(tree, node),
      path: path as readonly { readonly code: string; readonly name: { readonly zh: string; readonly en: string } }[],
      held: ASKED.flatMap((name) => row(name, node)),
      never: NEVER_HELD,
    }
  }
}

function renderAnswer(sheet: ReturnType<ReturnType<typeof answerSheet>>, lang: 'zh' | 'en'): string {
  const words = ANSWER_WORDS[lang]
  const rows = sheet.held.map(({ key, of, v, shown, keptDays }) => {
    const cells = [words.what[key], of.name[lang], shown ?? (v === null ? '–' : String(v)), words.days(keptDays)]
    return `<tr>${cells.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`
  })
  const place = sheet.path.map(({ name }) => name[lang]).join(' › ')
  return `<p><b>${escape(place)}</b> <code>${escape(sheet.node.code)}</code></p>
<p>${escape(words.intro)}</p>
<table><tr>${words.heads.map((head) => `<th>${escape(head)}</th>`).join('')}</tr>${rows.join('')}</table>
<h2>${escape(words.never)}</h2>
<p>${escape(sheet.never[lang])}</p>
<p><small>${escape(sheet.asOf)} · <a href="method${lang === 'en' ? '?lang=en' : ''}">${escape(words.method)}</a></small></p>`
}

/** `GET /api/v1/answer-sheet?node=CODE`, and the same as a page to print at `/answer-sheet`: for staff who answer a resident. PR13 */
export function answerSheetRoutes(parts: AnswerParts): Router {
  const router = Router()
  const sheetOf = answerSheet(parts)
  const asked = (request: Request, known: readonly string[]) => {
    const query = new Query(request, known)
    return {
      sheet: sheetOf(nodeOf(parts, query.text('node'))),
      lang: query.text('lang') === 'en' ? ('en' as const) : ('zh' as const),
    }
  }
  router.get(
    '/api/v1/answer-sheet',
    answering((request) => asked(request, ['node']).sheet),
  )
  router.get(
    '/answer-sheet',
    answeringPage((request) => {
      const { sheet, lang } = asked(request, ['node', 'lang'])
      return plainPage({ lang, title: ANSWER_TITLES[lang], body: renderAnswer(sheet, lang) })
    }),
  )
  return router
}
