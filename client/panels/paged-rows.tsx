import { useEffect, useRef, useState, type ReactNode } from 'react'
import { sayIn } from '../i18n/words.ts'
import { useLang } from '../state/wall-store.ts'
import { useRowsThatFit } from './use-rows-that-fit.ts'

interface PagedRowsProps {
  readonly rows: readonly ReactNode[]
  /** Index of a row that must be on the page shown, −1 for none. */
  readonly marked?: number
  /** Changes when the list is another one: back to the first page. */
  readonly of?: string
}

/** Whole rows only; what does not fit stands on further pages, and the list says so. SC4 */
export function PagedRows({ rows, marked = -1, of = '' }: PagedRowsProps) {
  const say = sayIn(useLang())
  const body = useRef<HTMLDivElement>(null)
  const fit = useRowsThatFit(body)
  const [page, setPage] = useState(0)
  const pages = Math.max(1, Math.ceil(rows.length / fit))
  useEffect(() => setPage(0), [of])
  useEffect(() => {
    if (marked >= 0) setPage(Math.floor(marked / fit))
  }, [marked, fit])
  const at = Math.min(page, pages - 1) * fit
  const shown = rows.slice(at, at + fit)
  return (
    <>
      <div className="fit" ref={body}>
        {shown}
      </div>
      {pages > 1 && (
        <button type="button" className="more note" title={say('children.next')} onClick={() => setPage((page + 1) % pages)}>
          {say('children.page', { from: at + 1, to: at + shown.length, n: rows.length })} ›
        </button>
      )}
    </>
  )
}
