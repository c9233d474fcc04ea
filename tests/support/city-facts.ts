/** What a test must know of a running wall's city to send events it will take. */
export interface CityFacts {
  readonly root: string
  /** A source that may send cases, and a class T type. */
  readonly source: string
  readonly type: string
}

interface CityAnswer {
  readonly code: string
  readonly types: readonly { readonly code: string; readonly class: string; readonly group?: string }[]
  readonly sources: readonly { readonly id: string; readonly kinds?: readonly string[] }[]
}

/** Reads them from `/api/v1/city`. */
export async function readCityFacts(url: string): Promise<CityFacts> {
  const city = (await (await fetch(`${url}/api/v1/city`)).json()) as CityAnswer
  const source = city.sources.find(({ kinds }) => kinds === undefined || kinds.includes('case'))
  const type = city.types.find((candidate) => candidate.class === 'T')
  if (source === undefined || type === undefined) throw new Error('the city has no source of cases or no type of class T')
  return { root: city.code, source: source.id, type: type.code }
}

/** The value of one key at a node, as published. */
export async function readFigure(url: string, node: string, key: string): Promise<number | null> {
  const answer = await fetch(`${url}/api/v1/state?node=${encodeURIComponent(node)}&keys=${encodeURIComponent(key)}`)
  const { nodes } = (await answer.json()) as { nodes: readonly { values: Record<string, { v: number | null }> }[] }
  return nodes[0]?.values[key]?.v ?? null
}
