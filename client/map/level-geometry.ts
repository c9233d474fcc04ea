import type { Box } from './plane.ts'

/** Consecutive cells drawn or skipped together. */
export interface Chunk {
  readonly box: Box
  /** First index and number of indices in the index buffer. */
  readonly first: number
  readonly count: number
}

/** Triangles of a level's cells: a vertex belongs to one cell, whose number is its row. */
export interface CellMesh {
  /** Plane metres, interleaved. */
  readonly positions: Float32Array
  /** Row of each vertex's cell; single precision is exact up to 16 million. */
  readonly rows: Float32Array
  readonly indices: Uint32Array
  readonly chunks: readonly Chunk[]
}

/** Borders as thin quads, each shared edge once. */
export interface BorderMesh {
  /** Four vertices an edge, each with both ends: ax, ay, bx, by in plane metres. */
  readonly ends: Float32Array
  /** Corner number 0 … 3 of each vertex. */
  readonly corners: Float32Array
  readonly indices: Uint32Array
  readonly chunks: readonly Chunk[]
}

/** Everything static about one level: made once, uploaded once. SC-M1 */
export interface LevelGeometry {
  /** Position of the level in the city's tree, 0 = the city itself. */
  readonly level: number
  readonly codes: readonly string[]
  /** Vertices of the outlines, plane metres, interleaved; rings are open. */
  readonly outline: Float32Array
  /** First vertex of each cell in `outline`; one more entry than cells. */
  readonly ringStart: Uint32Array
  /** The vertex that follows each vertex on its ring (a cell may have islands and holes). */
  readonly following: Uint32Array
  readonly mesh: CellMesh
  readonly borders: BorderMesh
  /** The same borders for views in which `offByMetres` cannot be seen: each stands no further from its place. */
  readonly coarse: { readonly borders: BorderMesh; readonly offByMetres: number }
  /** Where a cell's name stands, plane metres, interleaved. */
  readonly labels: Float32Array
  /** Median of the square root of the cells' areas, metres. */
  readonly typicalMetres: number
}
