/** Reach of the kernel in typical sides of an area. */
const REACH = 2.5

/** Who is near whom on one level, with the weights of a kernel that ends at its reach: (1 − (d/r)²)². */
export interface Nearness {
  /** Neighbours of area i, itself included, are `start[i]` … `start[i + 1] − 1`. */
  readonly start: Uint32Array
  readonly areas: Uint32Array
  readonly weights: Float32Array
}

/** Squares of one reach, so that neighbours lie in nine of them. */
function squaresOf(labels: Float32Array, reach: number): Map<string, number[]> {
  const squares = new Map<string, number[]>()
  for (let i = 0; i < labels.length / 2; i++) {
    const key = `${Math.floor((labels[2 * i] ?? 0) / reach)}/${Math.floor((labels[2 * i + 1] ?? 0) / reach)}`
    const held = squares.get(key)
    if (held) held.push(i)
    else squares.set(key, [i])
  }
  return squares
}

/** Neighbourhoods by the places of names, plane metres interleaved. */
export function nearnessOf(labels: Float32Array, typicalMetres: number): Nearness {
  const reach = REACH * typicalMetres
  const squares = squaresOf(labels, reach)
  const start = new Uint32Array(labels.length / 2 + 1)
  const areas: number[] = []
  const weights: number[] = []
  for (let i = 0; i < labels.length / 2; i++) {
    const [x, y] = [labels[2 * i] ?? 0, labels[2 * i + 1] ?? 0]
    for (const dx of [-1, 0, 1])
      for (const dy of [-1, 0, 1])
        for (const j of squares.get(`${Math.floor(x / reach) + dx}/${Math.floor(y / reach) + dy}`) ?? []) {
          const far = ((labels[2 * j] ?? 0) - x) ** 2 + ((labels[2 * j + 1] ?? 0) - y) ** 2
          if (far >= reach * reach) continue
          areas.push(j)
          weights.push((1 - far / (reach * reach)) ** 2)
        }
    start[i + 1] = areas.length
  }
  return { start, areas: Uint32Array.from(areas), weights: Float32Array.from(weights) }
}

/** The weighted mean around an area over what is known there; NaN where nothing is. Between the least and the largest of its parts. */
export function smoothAt({ start, areas, weights }: Nearness, area: number, value: (area: number) => number): number {
  let [sum, weight] = [0, 0]
  for (let k = start[area] ?? 0; k < (start[area + 1] ?? 0); k++) {
    const v = value(areas[k] ?? 0)
    if (Number.isNaN(v)) continue
    sum += v * (weights[k] ?? 0)
    weight += weights[k] ?? 0
  }
  return weight === 0 ? Number.NaN : sum / weight
}
