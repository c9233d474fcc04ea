/** Outline of an area as vertex numbers of a net, counter-clockwise, open. */
export type NetRing = readonly number[]

/**
 * Vertices on the 1e-5° lattice, shared by all areas. A vertex put on an edge belongs to every outline that has
 * the edge: `whole` returns an outline with all vertices that lie on its edges, so neighbours stay identical.
 */
export class PlanarNet {
  readonly #x: number[] = []
  readonly #y: number[] = []
  readonly #known = new Map<number, number>()
  readonly #between = new Map<number, number>()

  x(vertex: number): number {
    return this.#x[vertex] as number
  }

  y(vertex: number): number {
    return this.#y[vertex] as number
  }

  /** The vertex at a position, rounded to the lattice; one position is one vertex. */
  vertex(x: number, y: number): number {
    const [latticeX, latticeY] = [Math.round(x), Math.round(y)]
    const key = latticeX * 2 ** 25 + latticeY
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const vertex = this.#x.push(latticeX) - 1
    this.#y.push(latticeY)
    this.#known.set(key, vertex)
    return vertex
  }

  #edge(a: number, b: number): number {
    return Math.min(a, b) * 2 ** 26 + Math.max(a, b)
  }

  /** Puts a vertex on the edge from `a` to `b`, which must not have one yet. */
  putBetween(a: number, b: number, vertex: number): void {
    if (vertex !== a && vertex !== b) this.#between.set(this.#edge(a, b), vertex)
  }

  #expand(a: number, b: number, into: number[]): void {
    const middle = this.#between.get(this.#edge(a, b))
    if (middle === undefined) {
      into.push(b)
      return
    }
    this.#expand(a, middle, into)
    this.#expand(middle, b, into)
  }

  /** The outline with every vertex that was put on its edges since it was made. */
  whole(ring: NetRing): NetRing {
    const full: number[] = []
    ring.forEach((vertex, i) => this.#expand(ring[(i + ring.length - 1) % ring.length] as number, vertex, full))
    return full
  }

  /** Flat lattice coordinates. */
  coordinates(ring: NetRing): Int32Array {
    return Int32Array.from(ring.flatMap((vertex) => [this.x(vertex), this.y(vertex)]))
  }
}
