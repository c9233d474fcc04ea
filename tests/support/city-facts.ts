import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Catalogue } from '../../shared/domain/catalogue.ts'

/** What a test must know of a bundled city to send events it will take. */
export interface CityFacts {
  readonly root: string
  /** A source that may send cases, and a class T type that is not placed at a home. */
  readonly source: string
  readonly type: string
  /** A source of readings and a dimension of it that grids have. */
  readonly readings: { readonly source: string; readonly dimension: string }
}

/** Reads them from the bundled city's own files. */
export function cityFacts(city: 'auto' | 'hangzhou'): CityFacts {
  const folder = join(import.meta.dirname, '../../public/cities', city)
  const catalogue = JSON.parse(readFileSync(join(folder, 'catalogue.json'), 'utf8')) as Catalogue
  const source = catalogue.sources.find(({ kinds, off }) => kinds.includes('case') && off !== true)
  const type = catalogue.types.find((candidate) => candidate.class === 'T' && candidate.atHome !== true)
  const dimension = catalogue.dimensions.find(({ deepest }) => deepest === 'grid')
  if (source === undefined || type === undefined || dimension === undefined)
    throw new Error(`${city} has no source of cases, no type of class T or no dimension of grids`)
  const readings = { source: dimension.source, dimension: dimension.code }
  return { root: city === 'auto' ? 'AUTO' : '330100', source: source.id, type: type.code, readings }
}

/** The value of one key at a node, as published. */
export async function readFigure(url: string, node: string, key: string): Promise<number | null> {
  const answer = await fetch(`${url}/api/v1/state?node=${encodeURIComponent(node)}&keys=${encodeURIComponent(key)}`)
  const { nodes } = (await answer.json()) as { nodes?: readonly { values: Record<string, { v: number | null }> }[] }
  return nodes?.[0]?.values[key]?.v ?? null
}
