/** Edges as pairs of vertex numbers; `outline` holds the vertices in plane metres, interleaved. */
export interface Edges {
  readonly from: ArrayLike<number>
  readonly to: ArrayLike<number>
}

/** Edges at each vertex, packed one vertex after the other. */
function edgesAtVertices({ from, to }: Edges, vertices: number): { readonly start: Uint32Array; readonly edges: Uint32Array } {
  const start = new Uint32Array(vertices + 1)
  const ends = [...Array.from(from), ...Array.from(to)]
  for (const v of ends) start[v + 1] = (start[v + 1] ?? 0) + 1
  for (let v = 0; v < vertices; v++) start[v + 1] = (start[v + 1] ?? 0) + (start[v] ?? 0)
  const next = start.slice()
  const edges = new Uint32Array(ends.length)
  ends.forEach((v, i) => {
    const at = next[v] ?? 0
    edges[at] = i % from.length
    next[v] = at + 1
  })
  return { start, edges }
}

/** Runs of edges from one meeting of borders to the next; a run that meets no other ends where it began. */
function chainsOf(all: Edges, vertices: number): number[][] {
  const { start, edges } = edgesAtVertices(all, vertices)
  const degree = (v: number) => (start[v + 1] ?? 0) - (start[v] ?? 0)
  const used = new Uint8Array(all.from.length)
  const chains: number[][] = []
  const walk = (first: number, edge: number) => {
    const chain = [first]
    for (let [at, e] = [first, edge]; e >= 0 && used[e] === 0;) {
      used[e] = 1
      at = all.from[e] === at ? (all.to[e] ?? 0) : (all.from[e] ?? 0)
      chain.push(at)
      const here = start[at] ?? 0
      const other = edges[here] === e ? edges[here + 1] : edges[here]
      e = degree(at) === 2 ? (other ?? -1) : -1
    }
    chains.push(chain)
  }
  const walkFrom = (v: number) => {
    for (let i = start[v] ?? 0; i < (start[v + 1] ?? 0); i++) if (used[edges[i] ?? 0] === 0) walk(v, edges[i] ?? 0)
  }
  for (let v = 0; v < vertices; v++) if (degree(v) !== 2) walkFrom(v)
  for (let v = 0; v < vertices; v++) walkFrom(v)
  return chains
}

/** Square of the distance of a vertex from the line between two others. */
function offLine(outline: Float32Array, v: number, a: number, b: number): number {
  const [ax, ay] = [outline[2 * a] ?? 0, outline[2 * a + 1] ?? 0]
  const [dx, dy] = [(outline[2 * b] ?? 0) - ax, (outline[2 * b + 1] ?? 0) - ay]
  const [px, py] = [(outline[2 * v] ?? 0) - ax, (outline[2 * v + 1] ?? 0) - ay]
  const span = dx * dx + dy * dy
  const t = span === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / span))
  return (px - t * dx) ** 2 + (py - t * dy) ** 2
}

/** Vertices of a chain that no straight piece misses by more than the tolerance, ends included (Douglas and Peucker). */
function simplify(outline: Float32Array, chain: readonly number[], metres: number): number[] {
  const kept = new Set([0, chain.length - 1])
  const open: (readonly [number, number])[] = [[0, chain.length - 1]]
  for (let span = open.pop(); span; span = open.pop()) {
    const [low, high] = span
    let [worst, at] = [metres * metres, -1]
    for (let i = low + 1; i < high; i++) {
      const off = offLine(outline, chain[i] ?? 0, chain[low] ?? 0, chain[high] ?? 0)
      if (off > worst) [worst, at] = [off, i]
    }
    if (at < 0) continue
    kept.add(at)
    open.push([low, at], [at, high])
  }
  return chain.filter((_, i) => kept.has(i))
}

/** The same borders in fewer, longer edges, none further than `metres` from where it was; meetings of borders stay. SC-M5 */
export function coarseEdges(outline: Float32Array, edges: Edges, metres: number): { from: number[]; to: number[] } {
  const coarse = { from: [] as number[], to: [] as number[] }
  for (const chain of chainsOf(edges, outline.length / 2)) {
    const kept = simplify(outline, chain, metres)
    for (let i = 1; i < kept.length; i++) {
      coarse.from.push(kept[i - 1] ?? 0)
      coarse.to.push(kept[i] ?? 0)
    }
  }
  return coarse
}
