import type { FigureView } from '../state/read-figure.ts'
import { Figure } from './figure.tsx'
import { PagedRows } from './paged-rows.tsx'

export interface BarRow {
  readonly id: string
  readonly label: string
  readonly of: FigureView
}

/** Labelled figures with bars to one common scale. */
export function BarList({ rows }: { readonly rows: readonly BarRow[] }) {
  const most = Math.max(1, ...rows.map((row) => row.of.v ?? 0))
  return (
    <PagedRows
      rows={rows.map((row) => (
        <div className="bar-row" key={row.id}>
          <span className="label">{row.label}</span>
          <span className="bar" aria-hidden="true">
            <i style={{ width: `${((row.of.v ?? 0) / most) * 100}%` }} />
          </span>
          <Figure of={row.of} />
        </div>
      ))}
    />
  )
}
