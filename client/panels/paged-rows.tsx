import { useRef, useState, type ReactNode } from 'react'
import { sayIn } from '../i18n/words.ts'
import { useLang } from '../state/wall-store.ts'
import { useHeightRem } from './use-height-rem.ts'

/** Rem the least row takes, and the line that turns pages; the same as in `.fit` and `.more`. */
const ROW_REM = 1.9375
const TURN_REM = 1.5

/** How many whole rows stand in the height; room for the turning line is taken only where it is needed. */
export function rowsThatFit(heightRem: number, wanted: number, turns: boolean): number {
  const all = Math.floor((heightRem + 0.07) / ROW_REM)
  if (!turns || wanted <= all) return Math.max(1, all)
  return Math.max(1, Math.floor((heightRem - TURN_REM + 0.07) / ROW_REM))
}

interface PagedRowsProps {
  readonly rows: readonly ReactNode[]
  /** Index of a row that must be on the page shown, −1 for none. */
  readonly marked?: number
  /** Changes when the list is another one: back to the first page. */
  readonly of?: string
  /** False for lists of which only the newest rows matter. */
  readonly turns?: boolean
}

/** Whole rows only; what does not fit stands on further pages, and the list says so. SC4 */
export function PagedRows({ rows, marked = -1, of = '', turns = true }: PagedRowsProps) {
  const say = sayIn(useLang())
  const body = useRef<HTMLDivElement>(null)
  const fit = rowsThatFit(useHeightRem(body), rows.length, turns)
  const [turned, setTurned] = useState({ of, marked, page: 0 })
  const pages = turns ? Math.max(1, Math.ceil(rows.length / fit)) : 1
  const byHand = turned.of === of ? turned.page : 0
  const page = marked >= 0 && turned.marked !== marked ? Math.floor(marked / fit) : byHand
  const at = Math.min(page, pages - 1) * fit
  const shown = rows.slice(at, at + fit)
  return (
    <div className="paged" ref={body}>
      <div className="fit">{shown}</div>
      {pages > 1 && (
        <button
          type="button"
          className="more note"
          title={say('children.next')}
          onClick={() => setTurned({ of, marked, page: (page + 1) % pages })}
        >
          {say('children.page', { from: at + 1, to: at + shown.length, n: rows.length })} ›
        </button>
      )}
    </div>
  )
}
