import { stepAside, type Bezels } from './bezels.ts'
import { screenX, screenY, type Camera, type StageSize } from './camera.ts'
import { placeLabels, type LabelRoom, type LabelWish } from './label-placement.ts'
import { LabelSprites, type LabelLook } from './label-sprites.ts'

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
  /** Names of wide areas give way to an alarm by a line and a half, down or up, before they are left out. */
  readonly givesWay?: boolean
}

/** Lines by which a name that gives way may stand off its place, best first. */
const LINES_OFF = [0, 1.5, -1.5]

interface Wish extends LabelWish {
  readonly label: MapLabel
  /** CSS pixels by which it stands beside its place, clear of the wall's frames. */
  readonly aside: readonly [dx: number, dy: number]
}

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

  constructor(canvas: HTMLCanvasElement, bezels?: Bezels) {
    this.canvas = canvas
    this.bezels = bezels
  }

  /** Names standing now. */
  get count(): number {
    return this.placed.length
  }

  resize(size: StageSize, ratio: number): void {
    if (this.ratio !== ratio || !this.sprites) this.sprites = new LabelSprites(ratio)
    this.size = size
    this.ratio = ratio
    this.canvas.width = Math.round(size.width * ratio)
    this.canvas.height = Math.round(size.height * ratio)
  }

  /** Fonts arrived: names are measured, placed and drawn as if none had stood. */
  forgetSprites(): void {
    this.sprites?.forget()
    this.placed = []
  }

  /** Chooses which of these stand, in the part of the stage that no panel covers; true if they are others than before. */
  choose(labels: readonly MapLabel[], camera: Camera, room: LabelRoom): boolean {
    const { sprites } = this
    if (!sprites) return false
    const wishes = labels.flatMap((label) => {
      const { width, height } = sprites.sizeOf(label.look)
      const [x, y] = [screenX(camera, this.size, label.x), screenY(camera, this.size, label.y)]
      return (label.givesWay === true ? LINES_OFF : [0]).map((lines): Wish => {
        const off = lines * height
        const [dx, dy] = stepAside({ id: label.id, x, y: y + off, width, height }, this.bezels, this.size)
        const id = lines === 0 ? label.id : `${label.id}/${lines}`
        return { id, of: label.id, label, width, height, aside: [dx, dy + off], x: x + dx, y: y + off + dy }
      })
    })
    const before = this.placed
    const standing = new Set(before.map(({ label }) => label.id))
    this.placed = placeLabels(wishes, room, (wish) => wish.label.rank, standing)
    return (
      before.length !== this.placed.length ||
      this.placed.some(({ id, label }, n) => id !== before[n]?.id || !isSame(label, before[n]?.label))
    )
  }

  draw(camera: Camera): void {
    const pen = this.canvas.getContext('2d')
    if (!pen || !this.sprites) return
    pen.clearRect(0, 0, this.canvas.width, this.canvas.height)
    for (const { label, aside } of this.placed) {
      const sprite = this.sprites.get(label.look)
      const x = screenX(camera, this.size, label.x) + aside[0] - sprite.width / 2
      const y = screenY(camera, this.size, label.y) + aside[1] - sprite.height / 2
      pen.drawImage(sprite.picture, Math.round(x * this.ratio), Math.round(y * this.ratio))
    }
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
