import type { Device } from '@luma.gl/core'
import { frameTick } from '../observe/frame-clock.ts'
import { steady } from '../observe/timers.ts'
import { NO_COMPASS, spotTowards } from '../state/area-compass.ts'
import type { MapFeed, WallChange } from '../state/map-feed.ts'
import { fitBox, moveCamera, planeAt, viewBox, type Camera, type StageSize } from './camera.ts'
import { CameraMotion } from './camera-motion.ts'
import { COARSE_LEVELS, type CitySource } from './city-bundle.ts'
import { CityLoader, STREET_DEPTH } from './city-loader.ts'
import { CityOnStage } from './city-on-stage.ts'
import { DeckStage } from './deck-stage.ts'
import { DrawnFrames } from './drawn-frames.ts'
import { FrameLoop } from './frame-loop.ts'
import { countRings, growCity, planeOf } from './growing-city.ts'
import { LabelBoard } from './label-board.ts'
import { wallFrame } from './layers/wall-frame.ts'
import { figureLayerOf } from './legend.ts'
import { listenToPointer } from './map-pointer.ts'
import type { RendererCounts, WallRendererProps } from './renderer-props.ts'
import { StageDetails } from './stage-details.ts'
import { measureStage } from './stage-measure.ts'
import { fillLevel, homesInView, levelInView } from './view-plan.ts'

type ViewNow = ReturnType<MapFeed['view']['getState']>

const SLOW_WORK_MS = 5000
const GROW_MS = 1000

/** The wall's map: one GL context, one clock of frames, no frame drawn where nothing changed. SC-M1 … SC-M10 */
export class WallRenderer {
  readonly counts: RendererCounts = { redraws: 0, uploads: 0, bytesUploaded: 0 }
  readonly loop = new FrameLoop({ frame: (now) => this.frame(now), turn: (now) => this.turn(now) })
  readonly motion = new CameraMotion()
  readonly drawn = new DrawnFrames(() => this.newsWaits && this.loop.turnSoon())
  city: CityOnStage | undefined
  private readonly props: WallRendererProps
  private readonly board: LabelBoard
  private readonly details: StageDetails
  private readonly deck: DeckStage
  private readonly off: (() => void)[] = []
  private device: Device | undefined
  private loader: CityLoader | undefined
  private growing = false
  private size: StageSize = { width: 1, height: 1 }
  private ratio = 1
  private unit = 1
  /** Why the next frame must be drawn, '' if it need not be. */
  private dirty = 'first'
  /** A publication came while a picture was under way. */
  private newsWaits = false
  private movedAt = 0
  private drawnFrom: Camera | undefined
  private namesDirty = true
  private slowAt = 0
  private grownAt = -GROW_MS
  /** Selected by a click on the map: the camera stays where the hand is. */
  private ownClick = ''
  private shown = { node: '', framed: false }
  private closed = false

  constructor(props: WallRendererProps) {
    this.props = props
    this.board = new LabelBoard(props.labels, props.bezels)
    this.details = new StageDetails(props.feed, this.board)
    this.measure()
    this.deck = new DeckStage(
      {
        canvas: props.canvas,
        ratio: this.ratio,
        scene: {
          frame: () => {
            const under = props.under?.isShown === true
            return wallFrame(this.motion.current, this.size, { ratio: this.ratio, unit: this.unit, under })
          },
          drawings: () => this.city?.scene.drawings() ?? [],
        },
        ready: (device) => this.begin(device),
        dragged: (camera) => this.drag(camera),
        drawn: () => (this.counts.redraws += 1),
        failed: (error) => props.failed(error.message),
      },
      this.motion.current,
    )
    this.listen()
    this.loop.start()
  }

  destroy(): void {
    this.closed = true
    this.loop.stop()
    this.drawn.stop()
    for (const leave of this.off) leave()
    this.loader?.close()
    this.city?.destroy()
    this.deck.destroy()
  }

  /** Eases to the selected area, or to the whole city. */
  frameSelection(eased = true): boolean {
    const { city } = this
    const place = city?.tree.placeOf(this.areaOf(this.props.feed.view.getState().node))
    const box = city && (place ? city.boxOf(place) : city.box)
    if (!city || !box) {
      if (place) this.loader?.want(place.level)
      return false
    }
    const free = this.props.feed.insets.getState()
    const to = fitBox(box, this.size, place && place.level > 0 ? { ...free, bottom: free.bottom + free.card } : free)
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
    this.motion.goTo(to, steady(), eased && !calm)
    this.touch('camera')
    return true
  }

  /** Everything has arrived that the present view needs. */
  get complete(): boolean {
    const { city, loader } = this
    if (loader?.settled === false || !city?.box || this.motion.moving || this.props.feed.wall() === undefined) return false
    return this.planned().fill === city.scene.plan.fill && this.details.settled && city.scene.equipped
  }

  /** Draws at once, outside the clock of frames; for measurements and pixel checks. */
  drawNow(): void {
    if (!this.city) return
    this.touch('asked')
    this.prepare(this.city, steady())
    this.draw(this.city)
    this.drawNames(steady())
  }

  /** Moves the camera by CSS pixels and steps of zoom, as a hand would. */
  nudge(dx: number, dy: number, zoom: number): void {
    this.drag(moveCamera(this.motion.current, [dx, dy], zoom))
  }

  touch(reason: string): void {
    this.dirty = reason
  }

  private begin(device: Device): void {
    this.device = device
    this.props.city.then(
      (source) => !this.closed && this.enter(device, source),
      (error: unknown) => this.props.failed(String(error)),
    )
  }

  private enter(device: Device, source: CitySource | undefined): void {
    if (source === undefined) {
      this.growing = true
      return
    }
    this.loader = new CityLoader(source, {
      levelCame: (geometry) => (this.city?.addLevel(geometry), this.afterLevel()),
      homesChanged: (streets) => (this.city?.setHomes(streets), this.relabel('homes')),
      waterCame: (water) => (this.city?.scene.setWater(water, source.plane.lat), this.touch('water')),
      failed: this.props.failed,
    })
    this.city = CityOnStage.of(device, source, this.props.feed.view.getState())
    for (const level of source.areaLevels.slice(0, COARSE_LEVELS)) this.loader.want(level)
    this.loader.wantWater()
    this.shown.framed = this.frameSelection(false)
    this.bind()
  }

  private afterLevel(): void {
    const { node, hovered } = this.props.feed.view.getState()
    this.city?.outlineOf(node)
    this.city?.shades.mark(this.areaOf(node), hovered)
    if (!this.shown.framed) this.shown.framed = this.frameSelection(false)
    this.relabel('level')
  }

  private listen(): void {
    const { feed, box } = this.props
    this.off.push(
      feed.subscribe((change) => this.change(change)),
      feed.view.subscribe((now, before) => this.look(now, before)),
      feed.insets.subscribe(() => {
        this.measure()
        if (this.motion.goal === this.motion.current) this.frameSelection(false)
        this.relabel('insets')
      }),
      feed.news.subscribe(() => this.relabel('news')),
      listenToPointer(box, {
        hover: (x, y) => feed.hover(this.codeAt(x, y)),
        leave: () => feed.hover(''),
        select: (x, y) => this.click(this.codeAt(x, y)),
        drill: (x, y) => this.drill(this.codeAt(x, y)),
        enter: () => this.frameSelection(),
      }),
    )
    feed.compass.setState({ next: (from, way, among) => spotTowards(this.city?.spotsOf(among) ?? [], from, way) })
    this.off.push(() => feed.compass.setState(NO_COMPASS))
    const observer = new ResizeObserver(() => this.resize())
    observer.observe(box)
    this.off.push(() => observer.disconnect())
    const fontsCame = () => this.fontsCame()
    document.fonts.addEventListener('loadingdone', fontsCame)
    this.off.push(() => document.fonts.removeEventListener('loadingdone', fontsCame))
  }

  private fontsCame(): void {
    this.board.forgetSprites()
    this.namesDirty = true
    this.relabel('fonts')
  }

  private measure(): void {
    const stage = measureStage(this.props.box)
    this.size = stage.size
    this.ratio = stage.ratio
    this.unit = stage.unit
    this.board.resize(stage)
    this.namesDirty = true
  }

  private resize(): void {
    this.measure()
    this.deck.resize(this.size, this.ratio)
    this.frameSelection(false)
    this.relabel('size')
  }

  private click(code: string): void {
    if (code === '') return
    this.ownClick = code
    this.props.feed.select(code)
  }

  private drill(code: string): void {
    if (code === '') return
    this.click(code)
    this.frameSelection()
  }

  /** The name under a pixel, else the area of the level in view. */
  private codeAt(px: number, py: number): string {
    const { city } = this
    if (!city) return ''
    const named = this.board.codeAt(this.motion.current, px, py)
    if (named !== '') return named
    const [x, y] = planeAt(this.motion.current, this.size, [px, py])
    return city.codeAt(city.drawable(this.planned().touch), x, y)
  }

  private areaOf(code: string): string {
    return this.city?.areaOf(code, this.props.feed.focus()) ?? ''
  }

  private look(now: ViewNow, before: ViewNow): void {
    const { city } = this
    if (now.layer !== before.layer) {
      city?.show(figureLayerOf(now.layer))
      this.details.newEvents()
    }
    if (now.node !== before.node) {
      if (now.node !== this.ownClick) this.shown.framed = this.frameSelection()
      this.ownClick = ''
      city?.outlineOf(this.areaOf(now.node))
    }
    city?.shades.mark(this.areaOf(now.node), now.hovered)
    if (now.hovered !== before.hovered && now.node === before.node && now.layer === before.layer) this.touch('hover')
    else this.relabel('view')
  }

  private change(change: WallChange): void {
    if (change.whole) this.bind()
    else this.city?.follow(change, figureLayerOf(this.props.feed.view.getState().layer))
    if (change.events.length > 0 || change.whole) this.details.newEvents()
    if (change.whole) this.details.relabel(false)
    if (this.city?.scene.pending) this.touch('figures')
    this.newsWaits = true
    this.loop.turnSoon()
  }

  private bind(): void {
    const reader = this.props.feed.wall()
    if (!reader) return
    this.city?.bind(reader)
    this.details.newEvents()
    this.relabel('snapshot')
  }

  private relabel(reason: string): void {
    this.details.relabel(true)
    this.touch(reason)
  }

  private drag(camera: Camera): void {
    const box = this.city?.box
    if (!box) return
    this.motion.drag(camera, box, this.size)
    this.movedAt = steady()
    this.details.relabel(false)
    this.touch('hand')
  }

  private planned(): { fill: number; touch: number; homes: boolean } {
    const { city } = this
    const { layer } = this.props.feed.view.getState()
    if (!city) return { fill: 0, touch: 0, homes: false }
    const { unit } = this
    const sizes = city.sizes(this.motion.current.scale)
    return {
      fill: fillLevel(sizes, unit, figureLayerOf(layer).grain),
      touch: levelInView(sizes, unit),
      homes: homesInView(sizes, unit),
    }
  }

  private frame(now: number): void {
    this.turn(now)
    const { city } = this
    const { seq, at, tookMs } = this.drawn.finished
    const nodes = city?.shades.nodesDownTo(city.scene.plan.fill) ?? 0
    frameTick({ at: steady(), seq, drawnAt: at, tookMs, nodes, events: city?.scene.eventsDrawn ?? 0 })
  }

  /** Moves on to `now` and draws if need be, unless a picture is still under way. */
  private turn(now: number): void {
    const began = steady()
    if (this.growing) this.grow(now)
    if (this.motion.step(now)) {
      this.movedAt = now
      this.details.relabel(false)
      this.touch('camera')
    }
    const { city } = this
    if (!city || !this.deck.ready || this.drawn.busy) return
    this.newsWaits = false
    this.slowWork(city, now)
    this.prepare(city, now)
    const turn = { seq: this.props.feed.wall()?.seq ?? 0, began }
    if (city.scene.geometries.length === 0) return
    if (this.dirty !== '') this.drawn.draw(this.props.canvas.getContext('webgl2'), turn, () => this.draw(city))
    else this.drawn.keep(turn)
    this.drawNames(now)
  }

  private grow(now: number): void {
    const reader = this.props.feed.wall()
    if (!reader || !this.device || now - this.grownAt < GROW_MS) return
    const areas = this.city?.tree.size ?? 0
    const ringed = countRings(reader.nodes)
    const plane = this.city?.plane ?? planeOf(reader.nodes)
    this.grownAt = now
    if (!plane || ringed === areas) return
    const view = this.props.feed.view.getState()
    this.city?.destroy()
    this.city = CityOnStage.grown(this.device, growCity(reader.nodes, plane), plane, view)
    this.bind()
    this.afterLevel()
  }

  /** What may lag: ramps that follow the day, ages of events, homes near the view. */
  private slowWork(city: CityOnStage, now: number): void {
    if (now - this.slowAt < SLOW_WORK_MS) return
    this.slowAt = now
    if (city.shades.followTops()) this.touch('ramp')
    this.details.relabel(false)
  }

  private prepare(city: CityOnStage, now: number): void {
    const { fill, homes } = this.planned()
    const { layer } = this.props.feed.view.getState()
    this.loader?.wantDownTo(city.drawable(fill) === fill ? fill + 1 : fill)
    city.scene.plan = { fill: city.drawable(fill), layer, homes }
    const stage = { camera: this.motion.current, size: this.size, unit: this.unit, now, movedAt: this.movedAt }
    if (this.details.prepareEvents(city, stage) || city.scene.takeNews()) this.touch('events')
    const { changed, rested } = this.details.prepareLabels(city, stage)
    this.namesDirty ||= changed
    city.tell()
    if (rested) this.loader?.wantHomes(homes ? city.codesIn(STREET_DEPTH, viewBox(stage.camera, this.size)) : [])
  }

  private draw(city: CityOnStage): void {
    const bytes = city.scene.upload()
    if (bytes > 0) {
      this.counts.uploads += 1
      this.counts.bytesUploaded += bytes
    }
    const camera = this.motion.current
    const moved = this.drawnFrom !== camera
    if (moved) this.deck.look(camera)
    if (moved) this.props.under?.look(camera, city.plane)
    this.deck.draw(this.dirty)
    this.dirty = ''
    if (moved) this.namesDirty = true
    this.drawnFrom = camera
  }

  /** Names lie on a canvas of their own: figures alone leave them be, and they alone leave the picture be. */
  private drawNames(now: number): void {
    if (!this.details.ringsMoved(now) && !this.namesDirty) return
    this.details.drawNames(this.motion.current, now)
    this.namesDirty = false
  }
}
