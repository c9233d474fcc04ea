/** CSS pixels of the stage; `x` and `y` are the middle. */
export interface NameBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A name that wants to stand on the map. */
export interface LabelWish extends NameBox {
  readonly id: string
  /** Wishes of one name are its possible places, the best first; one of them stands at most. Its own id where absent. */
  readonly of?: string
}

export interface LabelRoom {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Whether a name lies wholly in the room. */
export const isWithin = ({ x, y, width, height }: NameBox, { left, top, right, bottom }: LabelRoom): boolean =>
  x - width / 2 >= left && x + width / 2 <= right && y - height / 2 >= top && y + height / 2 <= bottom

const MOST_LABELS = 200
const SQUARE = 64
const GAP = 4

/** Occupied rectangles in squares of 64 px, so that a wish meets few of them. */
class Occupied {
  private readonly squares = new Map<number, number[]>()
  private readonly boxes: number[] = []

  /** Takes the rectangle if it is free. */
  take(x0: number, y0: number, x1: number, y1: number): boolean {
    const keys: number[] = []
    for (let cy = Math.floor(y0 / SQUARE); cy <= Math.floor(y1 / SQUARE); cy++)
      for (let cx = Math.floor(x0 / SQUARE); cx <= Math.floor(x1 / SQUARE); cx++) keys.push(cy * 4096 + cx)
    for (const key of keys) {
      for (const at of this.squares.get(key) ?? []) {
        const [a0 = 0, b0 = 0, a1 = 0, b1 = 0] = this.boxes.slice(at, at + 4)
        if (x0 < a1 && a0 < x1 && y0 < b1 && b0 < y1) return false
      }
    }
    const at = this.boxes.push(x0, y0, x1, y1) - 4
    for (const key of keys) {
      const held = this.squares.get(key)
      if (held) held.push(at)
      else this.squares.set(key, [at])
    }
    return true
  }
}

/**
 * Chooses the names that stand, best first: wishes come in order of priority, none overlaps another,
 * none leaves the room, at most 200. What stood before stands again before its equals. SC-M6
 * @param standing names that stood, by what their wishes are of.
 * @param rank equal numbers are equals; wishes are ordered by it.
 */
export function placeLabels<W extends LabelWish>(
  wishes: readonly W[],
  room: LabelRoom,
  rank: (wish: W) => number,
  standing: ReadonlySet<string>,
): W[] {
  const occupied = new Occupied()
  const placed: W[] = []
  const named = new Set<string>()
  const stood = ({ id, of }: W) => Number(standing.has(of ?? id))
  const ordered = [...wishes].sort((a, b) => rank(a) - rank(b) || stood(b) - stood(a))
  for (const wish of ordered) {
    if (placed.length >= MOST_LABELS) break
    if (wish.of !== undefined && named.has(wish.of)) continue
    if (!isWithin(wish, room)) continue
    const halfX = wish.width / 2
    const halfY = wish.height / 2
    const free = occupied.take(wish.x - halfX - GAP, wish.y - halfY - GAP, wish.x + halfX + GAP, wish.y + halfY + GAP)
    if (!free) continue
    placed.push(wish)
    if (wish.of !== undefined) named.add(wish.of)
  }
  return placed
}
