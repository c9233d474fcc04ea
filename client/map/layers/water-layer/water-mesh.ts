/** Rivers and lakes as triangles. */
export interface WaterMesh {
  /** Plane metres, interleaved. */
  readonly positions: Float32Array
  readonly indices: Uint32Array
}

type Place = readonly [x: number, y: number]

/** Twice the area of a triangle, negative where its corners go clockwise. */
const turn = (a: Place, b: Place, c: Place) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

function holds(corners: readonly [Place, Place, Place], at: Place): boolean {
  const [a, b, c] = corners
  const sides = [turn(a, b, at), turn(b, c, at), turn(c, a, at)]
  return sides.every((side) => side >= 0) || sides.every((side) => side <= 0)
}

/** Whether water lies at a place, or `near` metres beside it; for checks of pixels. */
export function isWaterAt({ positions, indices }: WaterMesh, [x, y]: Place, near: number): boolean {
  const corner = (n: number): Place => [positions[2 * (indices[n] ?? 0)] ?? 0, positions[2 * (indices[n] ?? 0) + 1] ?? 0]
  const places = [-near, 0, near].flatMap((dx) => [-near, 0, near].map((dy): Place => [x + dx, y + dy]))
  for (let t = 0; t < indices.length; t += 3) {
    const corners = [corner(t), corner(t + 1), corner(t + 2)] as const
    if (places.some((place) => holds(corners, place))) return true
  }
  return false
}
