import { stepAside, type Bezels, type WallPlace } from './bezels.ts'
import { screenX, screenY, type Camera, type StageSize } from './camera.ts'
import { placeLabels, type LabelRoom, type LabelWish, type NameBox } from './label-placement.ts'
import { LabelSprites, type LabelLook } from './label-sprites.ts'
import { drawAlarmRing } from './alarm-ring.ts'
import { drawLedLine } from './led-line.ts'
import { footOf, leadNames, overlap } from './led-names.ts'
import type { StageMeasure } from './stage-measure.ts'

/** A name with its place in the city and its importance: smaller ranks stand first. */
export interface MapLabel {
  /** Code of the area or home it names; '' for counts. */
  readonly code: string
  readonly id: string
  /** Plane metres. */
  readonly x: number
  readonly y: number
  readonly look: LabelLook
  readonly rank: number
  /** Names of the widest areas give way within their area; without room there they stand beside the city, and a line leads to them. */
  readonly givesWay?: boolean
}

/** Where a name that gives way may stand off its place, in its own widths and heights, best first. */
const ASIDE = [
  [0, 1],
  [0, -1],
  [0.4, 0],
  [-0.4, 0],
  [0, 1.5],
  [0, -1.5],
  [0.7, 0],
  [-0.7, 0],
  [0.4, 1],
  [-0.4, 1],
  [0.4, -1],
  [-0.4, -1],
] as const
/** How far down a name goes that is not at its place: after those of its level that are, before those of the next. */
const DOWN = { place: 0, aside: 2, led: 5 } as const

interface Wish extends LabelWish {
  readonly label: MapLabel
  /** CSS pixels by which it stands beside its place, clear of the wall's frames. */
  readonly aside: readonly [dx: number, dy: number]
  readonly stands: keyof typeof DOWN
  /** CSS pixels from its place to where the line to it begins. */
  readonly foot?: readonly [dx: number, dy: number]
}

/** Code of the widest area below the city under a pixel of the stage, '' for none. */
type AreaAt = (x: number, y: number) => string

/** What names may stand on. */
interface Ground {
  /** The part of the stage that no panel covers. */
  readonly room: LabelRoom
  /** A part of the room that is covered for now; without a size there is none. */
  readonly cover: NameBox
  readonly areaAt: AreaAt
  /** False while the camera moves. */
  readonly rest: boolean
}

const rankOf = ({ label, stands }: Wish): number => label.rank + DOWN[stands]
const holds = ({ left, top, right, bottom }: LabelRoom, { x, y }: NameBox): boolean =>
  x >= left && x <= right && y >= top && y <= bottom

/** An alarm stands whatever covers it for a moment; a name keeps clear. */
const isClear = (wish: Wish, cover: NameBox): boolean =>
  wish.label.look.alarm !== undefined || cover.width === 0 || !overlap(wish, cover)

function isSame(a: MapLabel, b: MapLabel | undefined): boolean {
  const { text, fontPx, tier, alarm, quiet } = a.look
  const look = b?.look
  const sameLook =
    look?.text === text && look.fontPx === fontPx && look.tier === tier && look.alarm === alarm && look.quiet === quiet
  return sameLook && a.id === b?.id && a.x === b.x && a.y === b.y
}

/** Names over the map on a canvas of their own: chosen now and then, copied each frame. SC-M6 */
export class LabelBoard {
  readonly canvas: HTMLCanvasElement
  private readonly bezels: Bezels | undefined
  private placed: readonly Wish[] = []
  private sprites: LabelSprites | undefined
  private ratio = 1
  private size: StageSize = { width: 1, height: 1 }
  private wall: WallPlace = { x: 0, y: 0, width: 1, height: 1 }

  constructor(canvas: HTMLCanvasElement, bezels?: Bezels) {
    this.canvas = canvas
    this.bezels = bezels
  }

  /** Names standing now. */
  get count(): number {
    return this.placed.length
  }

  resize({ size, ratio, wall }: Omit<StageMeasure, 'unit'>): void {
    if (this.ratio !== ratio || !this.sprites) this.sprites = new LabelSprites(ratio)
    this.size = size
    this.wall = wall
    this.ratio = ratio
    this.canvas.width = Math.round(size.width * ratio)
    this.canvas.height = Math.round(size.height * ratio)
  }

  /** Fonts arrived: names are measured, placed and drawn as if none had stood. */
  forgetSprites(): void {
    this.sprites?.forget()
    this.placed = []
  }

  /** Chooses which of these stand; true if they are others than before. */
  choose(labels: readonly MapLabel[], camera: Camera, { room, cover, areaAt, rest }: Ground): boolean {
    if (!this.sprites) return false
    const before = this.placed
    const standing = new Set(before.map(({ label }) => label.id))
    const wishes = labels.map((label) => this.wishOf(label, camera, 'place', [0, 0])).filter((wish) => isClear(wish, cover))
    const place = (more: readonly Wish[]) => {
      if (more.length === 0) return
      wishes.push(...more.filter((wish) => isClear(wish, cover)))
      this.placed = placeLabels(wishes, room, rankOf, standing)
    }
    const waiting = () => {
      const named = new Set(this.placed.map(({ label }) => label.id))
      return labels.filter((label) => label.givesWay === true && !named.has(label.id) && holds(room, this.boxOf(label, camera)))
    }
    this.placed = placeLabels(wishes, room, rankOf, standing)
    place(waiting().flatMap((label) => this.asideOf(label, camera, areaAt)))
    place(rest ? this.lead(waiting(), camera, { room, cover, areaAt }) : this.keepLed(before, waiting(), camera))
    return (
      before.length !== this.placed.length ||
      this.placed.some(({ id, label }, n) => id !== before[n]?.id || !isSame(label, before[n]?.label))
    )
  }

  private boxOf({ look, x, y }: MapLabel, camera: Camera): NameBox {
    const { width, height } = this.sprites?.sizeOf(look) ?? { width: 0, height: 0 }
    return { x: screenX(camera, this.size, x), y: screenY(camera, this.size, y), width, height }
  }

  /** A name as it would stand `off` its place, clear of the wall's frames. */
  private wishOf(label: MapLabel, camera: Camera, stands: Wish['stands'], [offX, offY]: readonly [number, number]): Wish {
    const { x, y, width, height } = this.boxOf(label, camera)
    const [dx, dy] = stepAside({ id: label.id, x: x + offX, y: y + offY, width, height }, this.bezels, this.wall)
    const aside = [offX + dx, offY + dy] as const
    const id = stands === 'place' ? label.id : `${label.id}/${Math.round(offX)} ${Math.round(offY)}`
    return { id, of: label.id, label, width, height, stands, aside, x: x + aside[0], y: y + aside[1] }
  }

  /** Places for a name that lie in its area still. */
  private asideOf(label: MapLabel, camera: Camera, areaAt: AreaAt): Wish[] {
    const { x, y, width, height } = this.boxOf(label, camera)
    const offs = ASIDE.map(([across, down]) => [across * width, down * height] as const)
    const own = offs.filter(([dx, dy]) => areaAt(x + dx, y + dy) === label.code)
    return own.map((off) => this.wishOf(label, camera, 'aside', off))
  }

  /** While the camera moves, led names that stood stay where they are to their places. */
  private keepLed(before: readonly Wish[], waiting: readonly MapLabel[], camera: Camera): Wish[] {
    return waiting.flatMap((label): Wish[] => {
      const stood = before.find((wish) => wish.stands === 'led' && wish.label.id === label.id)
      return stood ? [{ ...stood, ...this.wishOf(label, camera, 'led', stood.aside), foot: stood.foot ?? [0, 0] }] : []
    })
  }

  /** Names that found no room over their areas, beside the city. SC-M15 */
  private lead(waiting: readonly MapLabel[], camera: Camera, { room, cover, areaAt }: Omit<Ground, 'rest'>): Wish[] {
    if (waiting.length === 0) return []
    const names = this.placed.filter(({ label }) => label.givesWay === true)
    const marks = this.placed.filter(({ label }) => label.look.alarm !== undefined)
    const feet = waiting.map((label) => {
      const place = this.boxOf(label, camera)
      return { label, place, foot: footOf(place, [...names, ...marks], (x, y) => areaAt(x, y) === label.code) }
    })
    const open = (x: number, y: number) => areaAt(x, y) === ''
    const led = leadNames(
      feet.map(({ foot }) => foot),
      { names, marks: cover.width > 0 ? [...marks, cover] : marks, room, open },
    )
    return feet.flatMap(({ label, place, foot }, n): Wish[] => {
      const box = led[n]
      if (box === undefined) return []
      const wish = this.wishOf(label, camera, 'led', [box.x - place.x, box.y - place.y])
      return [{ ...wish, foot: [foot.x - place.x, foot.y - place.y] }]
    })
  }

  /** `ringOf` tells by a label's id how far the ring around an alarm has gone out. */
  draw(camera: Camera, ringOf: (id: string) => number | undefined): void {
    const pen = this.canvas.getContext('2d')
    if (!pen || !this.sprites) return
    pen.clearRect(0, 0, this.canvas.width, this.canvas.height)
    for (const wish of this.placed) if (wish.stands === 'led') this.drawLine(pen, wish, camera)
    for (const { label, aside } of this.placed) {
      const sprite = this.sprites.get(label.look)
      const x = screenX(camera, this.size, label.x) + aside[0] - sprite.width / 2
      const y = screenY(camera, this.size, label.y) + aside[1] - sprite.height / 2
      const [left, top] = [Math.round(x * this.ratio), Math.round(y * this.ratio)]
      const gone = label.look.alarm === undefined ? undefined : ringOf(label.id)
      const { width, height } = sprite.picture
      if (gone !== undefined) drawAlarmRing(pen, { x: left + width / 2, y: top + height / 2, width, gone })
      pen.drawImage(sprite.picture, left, top)
    }
  }

  private drawLine(pen: CanvasRenderingContext2D, { label, aside, foot = [0, 0], width, height }: Wish, camera: Camera): void {
    const { x, y } = this.boxOf(label, camera)
    const name = { x: x + aside[0], y: y + aside[1], width, height }
    drawLedLine(pen, { from: [x + foot[0], y + foot[1]], name, fontPx: label.look.fontPx, ratio: this.ratio })
  }

  /** Code of the name under a CSS pixel, '' for none. */
  codeAt(camera: Camera, x: number, y: number): string {
    const hit = this.placed.find(({ label, width, height, aside }) => {
      const dx = Math.abs(screenX(camera, this.size, label.x) + aside[0] - x)
      const dy = Math.abs(screenY(camera, this.size, label.y) + aside[1] - y)
      return dx <= width / 2 && dy <= height / 2
    })
    return hit?.label.code ?? ''
  }
}
