import { isWithin, type LabelRoom, type NameBox } from './label-placement.ts'

/** Distances of a led name from its place, in heights of the name, and directions tried at each. */
const HEIGHTS_AWAY = [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6]
const DIRECTIONS = 48
/** Distances of a line's beginning from the place of its area, in heights of the name, and directions tried at each. */
const FEET_AWAY = [0, 0.3, 0.6, 0.9, 1.2, 1.6, 2]
const FEET_AROUND = 16
const GAP = 4

/** A name beside the city: `x`, `y` the middle of its box, `fromX`, `fromY` its place, `away` between the two. */
export interface LedBox extends NameBox {
  readonly fromX: number
  readonly fromY: number
  readonly away: number
}

/** True where a pixel of the stage lies in no area. */
export type OpenGround = (x: number, y: number) => boolean

/** Whether the whole box of a name lies on open ground: its corners, its sides' middles and its own. */
function isOpen({ x, y, width, height }: NameBox, open: OpenGround): boolean {
  for (const across of [0, -0.5, 0.5])
    for (const down of [0, -0.5, 0.5]) if (!open(x + across * width, y + down * height)) return false
  return true
}

/** Whether two boxes overlap or stand too close. */
export const overlap = (a: NameBox, b: NameBox) =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 + 2 * GAP && Math.abs(a.y - b.y) < (a.height + b.height) / 2 + 2 * GAP

/** A box as large as a name's around the point of its area nearest to its place that no name and no mark covers. */
export function footOf(name: NameBox, covered: readonly NameBox[], isOwn: (x: number, y: number) => boolean): NameBox {
  const covers = (x: number, y: number) =>
    covered.some((box) => Math.abs(x - box.x) < box.width / 2 + GAP && Math.abs(y - box.y) < box.height / 2 + GAP)
  for (const heights of FEET_AWAY)
    for (let n = 0; n < FEET_AROUND; n++) {
      const turn = (n * 2 * Math.PI) / FEET_AROUND
      const [x, y] = [name.x + heights * name.height * Math.cos(turn), name.y + heights * name.height * Math.sin(turn)]
      if (!covers(x, y) && isOwn(x, y)) return { ...name, x, y }
    }
  return name
}

/** Places for a name whose own is taken, the nearest first. */
function placesOf(name: NameBox, room: LabelRoom): LedBox[] {
  const places: LedBox[] = []
  for (const heights of HEIGHTS_AWAY)
    for (let n = 0; n < DIRECTIONS; n++) {
      const [across, down] = [Math.cos((n * 2 * Math.PI) / DIRECTIONS), Math.sin((n * 2 * Math.PI) / DIRECTIONS)]
      const far = heights * name.height
      const [dx, dy] = [across * (far + name.width / 2), down * (far + name.height / 2)]
      const box = { ...name, x: name.x + dx, y: name.y + dy, fromX: name.x, fromY: name.y, away: Math.hypot(dx, dy) }
      if (isWithin(box, room)) places.push(box)
    }
  return places.sort((a, b) => a.away - b.away)
}

/** On which side of a led name's line a point lies. */
const sideOf = ({ fromX, fromY, x, y }: LedBox, px: number, py: number) =>
  Math.sign((x - fromX) * (py - fromY) - (y - fromY) * (px - fromX))

/** Whether the lines of two led names cross. */
function cross(a: LedBox, b: LedBox): boolean {
  const parts = (line: LedBox, other: LedBox) => sideOf(line, other.fromX, other.fromY) !== sideOf(line, other.x, other.y)
  return parts(a, b) && parts(b, a)
}

/** Whether the line of a led name meets a box: tried every few pixels. */
function meets({ fromX, fromY, x, y, away }: LedBox, box: NameBox): boolean {
  const steps = Math.ceil(away / 6)
  for (let n = 0; n <= steps; n++) {
    const [px, py] = [fromX + ((x - fromX) * n) / steps, fromY + ((y - fromY) * n) / steps]
    if (Math.abs(px - box.x) <= box.width / 2 && Math.abs(py - box.y) <= box.height / 2) return true
  }
  return false
}

/**
 * Stands names that have no room over their areas beside the city, a line from each place to its name: on ground of
 * no area, so that none is taken for another's; clear of `names` and `marks`; no line through a name or across
 * another's. The shortest lines are drawn first. SC-M15
 * @returns by position in `waiting`; undefined where there is no such ground near.
 */
export function leadNames(
  waiting: readonly NameBox[],
  { names, marks, room, open }: { names: readonly NameBox[]; marks: readonly NameBox[]; room: LabelRoom; open: OpenGround },
): (LedBox | undefined)[] {
  const led: (LedBox | undefined)[] = waiting.map(() => undefined)
  // What does not fit now never will: what is in the way only grows.
  const fits = (box: LedBox): boolean => {
    const others = led.filter((other) => other !== undefined)
    if ([...names, ...marks, ...others].some((other) => overlap(box, other))) return false
    if ([...names, ...others].some((other) => meets(box, other)) || others.some((other) => meets(other, box))) return false
    return !others.some((other) => cross(box, other)) && isOpen(box, open)
  }
  const left = waiting.map((name, of) => ({ of, places: placesOf(name, room), next: 0 }))
  for (;;) {
    let nearest: { readonly of: number; readonly place: LedBox } | undefined
    for (const name of left) {
      if (led[name.of] !== undefined) continue
      while (name.next < name.places.length && !fits(name.places[name.next] as LedBox)) name.next++
      const place = name.places[name.next]
      if (place !== undefined && place.away < (nearest?.place.away ?? Infinity)) nearest = { of: name.of, place }
    }
    if (nearest === undefined) return led
    led[nearest.of] = nearest.place
  }
}
