/** Edges as pairs of vertex numbers; `outline` holds the vertices in plane metres, interleaved. */
export interface Edges {
  readonly from: ArrayLike<number>
  readonly to: ArrayLike<number>
}

/** Edges at each vertex, packed one vertex after the other. */
function edgesAtVertices({ from, to }: Edges, vertices: number): { readonly start: Uint32Array; readonly edges: Uint32Array } {
  const start = new Uint32Array(vertices + 1)
  for (const ends of [from, to])
    for (let e = 0; e < ends.length; e++) start[(ends[e] ?? 0) + 1] = (start[(ends[e] ?? 0) + 1] ?? 0) + 1
  for (let v = 0; v < vertices; v++) start[v + 1] = (start[v + 1] ?? 0) + (start[v] ?? 0)
  const next = start.slice()
  const edges = new Uint32Array(2 * from.length)
  for (const ends of [from, to])
    for (let e = 0; e < ends.length; e++) {
      const at = next[ends[e] ?? 0] ?? 0
      edges[at] = e
      next[ends[e] ?? 0] = at + 1
    }
  return { start, edges }
}

/** Runs of vertices, one after the other: run n begins at `start[n]` and ends before `start[n + 1]`. */
interface Chains {
  readonly count: number
  readonly start: Uint32Array
  readonly vertices: Uint32Array
}

/** Runs of edges from one meeting of borders to the next; a run that meets no other ends where it began. */
function chainsOf(all: Edges, outlineVertices: number): Chains {
  const { start: first, edges } = edgesAtVertices(all, outlineVertices)
  const most = all.from.length
  const used = new Uint8Array(most)
  const chains = { count: 0, start: new Uint32Array(most + 1), vertices: new Uint32Array(2 * most) }
  let length = 0
  const walk = (begin: number, edge: number) => {
    chains.vertices[length++] = begin
    for (let [at, e] = [begin, edge]; e >= 0 && used[e] === 0;) {
      used[e] = 1
      at = all.from[e] === at ? (all.to[e] ?? 0) : (all.from[e] ?? 0)
      chains.vertices[length++] = at
      const here = first[at] ?? 0
      const other = edges[here] === e ? edges[here + 1] : edges[here]
      e = (first[at + 1] ?? 0) - here === 2 ? (other ?? -1) : -1
    }
    chains.start[++chains.count] = length
  }
  const walkAll = (wanted: (degree: number) => boolean) => {
    for (let v = 0; v < outlineVertices; v++) {
      const [low, high] = [first[v] ?? 0, first[v + 1] ?? 0]
      if (wanted(high - low)) for (let i = low; i < high; i++) if (used[edges[i] ?? 0] === 0) walk(v, edges[i] ?? 0)
    }
  }
  walkAll((degree) => degree !== 2)
  walkAll(() => true)
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

/** Marks the vertices of a chain that no straight piece between marked ones misses by more than `metres` (Douglas and Peucker). */
function markKept(outline: Float32Array, chain: Uint32Array, kept: Uint8Array, metres: number): void {
  kept[0] = 1
  kept[chain.length - 1] = 1
  const open = [0, chain.length - 1]
  for (let high = open.pop(), low = open.pop(); high !== undefined && low !== undefined; high = open.pop(), low = open.pop()) {
    let [worst, at] = [metres * metres, -1]
    for (let i = low + 1; i < high; i++) {
      const off = offLine(outline, chain[i] ?? 0, chain[low] ?? 0, chain[high] ?? 0)
      if (off > worst) [worst, at] = [off, i]
    }
    if (at < 0) continue
    kept[at] = 1
    open.push(low, at, at, high)
  }
}

/** The same borders in fewer, longer edges, none further than `metres` from where it was; meetings of borders stay. SC-M5 */
export function coarseEdges(outline: Float32Array, edges: Edges, metres: number): { from: Uint32Array; to: Uint32Array } {
  const { count, start, vertices } = chainsOf(edges, outline.length / 2)
  const kept = new Uint8Array(start[count] ?? 0)
  const [from, to] = [new Uint32Array(edges.from.length), new Uint32Array(edges.from.length)]
  let length = 0
  for (let n = 0; n < count; n++) {
    const [low, high] = [start[n] ?? 0, start[n + 1] ?? 0]
    markKept(outline, vertices.subarray(low, high), kept.subarray(low, high), metres)
    for (let [i, last] = [low + 1, low]; i < high; i++) {
      if (kept[i] !== 1) continue
      from[length] = vertices[last] ?? 0
      to[length++] = vertices[i] ?? 0
      last = i
    }
  }
  return { from: from.subarray(0, length), to: to.subarray(0, length) }
}
