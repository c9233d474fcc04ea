/** Corners of a prism: four each of front, side and top. */
const CORNERS = 12
const QUAD = [0, 1, 2, 2, 1, 3] as const
/** Indices of one column. */
export const INDICES_A_COLUMN = 18

/** Prisms of one level, from the back to the front. */
export interface ColumnMesh {
  /** Where each corner's column stands: x, y in plane metres, row of its area, corner 0 … 11 (four a face). */
  readonly corners: Float32Array
  readonly indices: Uint32Array
  /** y of each column in the order drawn, falling. */
  readonly ys: Float32Array
}

/** Columns at these places (x, y interleaved, by row), northern ones first so that nearer ones cover them. SC-M14 */
export function columnMesh(places: Float32Array): ColumnMesh {
  const count = places.length / 2
  const yOf = (row: number) => places[2 * row + 1] ?? 0
  const order = Array.from({ length: count }, (_, row) => row).sort((a, b) => yOf(b) - yOf(a) || a - b)
  const corners = new Float32Array(count * CORNERS * 4)
  const indices = new Uint32Array(count * INDICES_A_COLUMN)
  order.forEach((row, at) => {
    for (let corner = 0; corner < CORNERS; corner++)
      corners.set([places[2 * row] ?? 0, yOf(row), row, corner], (at * CORNERS + corner) * 4)
    for (let n = 0; n < INDICES_A_COLUMN; n++)
      indices[at * INDICES_A_COLUMN + n] = at * CORNERS + 4 * Math.floor(n / 6) + (QUAD[n % 6] ?? 0)
  })
  return { corners, indices, ys: Float32Array.from(order, yOf) }
}

/** The columns that stand between two heights of the plane, as one run of indices. */
export function columnsBetween({ ys }: Pick<ColumnMesh, 'ys'>, minY: number, maxY: number): { first: number; count: number } {
  const from = firstAtMost(ys, maxY)
  return { first: from * INDICES_A_COLUMN, count: Math.max(0, firstBelow(ys, minY) - from) * INDICES_A_COLUMN }
}

const firstAtMost = (ys: Float32Array, y: number) => search(ys, (one) => one <= y)
const firstBelow = (ys: Float32Array, y: number) => search(ys, (one) => one < y)

function search(ys: Float32Array, isPast: (y: number) => boolean): number {
  let [low, high] = [0, ys.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (isPast(ys[middle] ?? 0)) high = middle
    else low = middle + 1
  }
  return low
}

const between = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

/** Width of a column and height of the highest, CSS pixels at 1080 lines, where areas are typically `px` wide. SC-M14 */
export function columnSize(px: number): { readonly width: number; readonly height: number } {
  return { width: between(px * 0.28, 5, 16), height: between(px * 2, 40, 84) }
}
