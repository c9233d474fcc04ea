import type { UpMessages } from '../../shared/protocol/messages.ts'
import type { CityTree } from '../city/city-tree.ts'
import { isForPublic, MESSAGE_RULES, type FoundRule } from './permission-table.ts'
import { ANYONE, type Visitor } from './visitor.ts'

/**
 * Why something is refused. `sign-in`: nobody has signed in; `forbidden`: not with this role; `outside-area`: not this
 * area; `not-for-public`: not on a screen in public.
 */
export type Verdict = 'allowed' | 'sign-in' | 'forbidden' | 'outside-area' | 'not-for-public'

/** What lies where, for calls that name something other than an area. */
export interface PlaceBook {
  /** Node of a case that may be seen; undefined where there is none. */
  caseNode(id: string): number | undefined
  /** Area that a file of the city holds a part of; undefined for a file that belongs to the whole city. */
  filePart(file: string): { readonly code: string; readonly around: boolean } | undefined
}

export interface GateParts {
  readonly tree: CityTree
  readonly places: PlaceBook
}

/** A call as the gate judges it. */
export interface Call {
  readonly found: FoundRule
  readonly query: URLSearchParams
}

/** Node number in a cursor of `/api/v1/state`; −1 for anything else. */
function cursorNode(cursor: string): number {
  const node = /^[0-9a-z]+\.\d+\.(\d+)-\d+$/.exec(cursor)?.[1]
  return node === undefined ? -1 : Number(node)
}

/** Decides every call and every message of a screen by the one table of permissions and the visitor's area. AC1 AC3 */
export class Gate {
  readonly #tree: CityTree
  readonly #places: PlaceBook

  constructor({ tree, places }: GateParts) {
    this.#tree = tree
    this.#places = places
  }

  /** True where `node` is the visitor's area or lies in it. */
  within({ area }: Visitor, node: number): boolean {
    if (area === undefined) return true
    const own = this.#tree.indexOf(area)
    if (own < 0) return false
    for (let at = node; at >= 0; at = this.#tree.parent(at)) if (at === own) return true
    return false
  }

  call(visitor: Visitor | undefined, { found, query }: Call): Verdict {
    const { needs, area } = found.rule
    if (needs === 'open') return 'allowed'
    if (visitor === undefined) return 'sign-in'
    if (!visitor.permissions.has(needs)) return 'forbidden'
    if (visitor.audience === 'public' && !this.#isForPublic(found)) return 'not-for-public'
    if (visitor.area === undefined || area === 'none' || area === 'listed') return 'allowed'
    return this.#reaches(visitor, { found, query }) ? 'allowed' : 'outside-area'
  }

  message(visitor: Visitor, name: keyof UpMessages, message: unknown): Verdict {
    const { needs, area } = MESSAGE_RULES[name]
    if (!visitor.permissions.has(needs)) return 'forbidden'
    const { scope } = (message ?? {}) as { readonly scope?: { readonly node?: unknown; readonly audience?: unknown } }
    if (visitor.audience === 'public' && area === 'scope' && scope?.audience !== 'public') return 'not-for-public'
    if (visitor.area === undefined || area === 'none') return 'allowed'
    return this.#hasCode(visitor, scope?.node) ? 'allowed' : 'outside-area'
  }

  /** Of the files of the city those of homes are not for the public. SC-K2 */
  #isForPublic({ rule, words }: FoundRule): boolean {
    const part = rule.area === 'file' ? this.#places.filePart(words['file'] ?? '') : undefined
    return isForPublic(rule) && (part === undefined || part.around)
  }

  #hasCode(visitor: Visitor, code: unknown): boolean {
    return typeof code === 'string' && this.within(visitor, this.#tree.indexOf(code))
  }

  #reaches(visitor: Visitor, { found: { rule, words }, query }: Call): boolean {
    const asked = query.getAll('node')
    switch (rule.area) {
      case 'query':
        return asked.length > 0 && asked.every((code) => this.#hasCode(visitor, code))
      case 'held':
        return (
          asked.every((code) => this.#hasCode(visitor, code)) &&
          (asked.length > 0 || query.has('cursor')) &&
          query.getAll('cursor').every((cursor) => this.within(visitor, cursorNode(cursor)))
        )
      case 'path':
        return this.#hasCode(visitor, words['code'])
      case 'case':
        return this.within(visitor, this.#places.caseNode(words['id'] ?? '') ?? -1)
      case 'file':
        return this.#hasFile(visitor, words['file'] ?? '')
      default:
        return false
    }
  }

  /** Homes of its own streets, outlines of what it lies in or holds, names of the city. */
  #hasFile(visitor: Visitor, file: string): boolean {
    const part = this.#places.filePart(file)
    if (part === undefined || this.#hasCode(visitor, part.code)) return true
    const whole: Visitor = { ...ANYONE, area: part.code }
    return part.around && this.#hasCode(whole, visitor.area)
  }
}
