import type { MapFeed } from '../state/map-feed.ts'
import type { MapAlarm } from '../state/map-alarms.ts'
import { alarmLabelId, alarmLabels } from './alarm-labels.ts'
import { AlarmPulses } from './alarm-pulses.ts'
import { areaLabels } from './area-labels.ts'
import { planeAt, viewBox, type Camera, type StageSize } from './camera.ts'
import type { CityOnStage } from './city-on-stage.ts'
import { EventField } from './event-field.ts'
import { KeptGroups } from './event-groups.ts'
import { eventPoints, type Cluster } from './event-points.ts'
import { homeLabels } from './home-points.ts'
import type { LabelBoard, MapLabel } from './label-board.ts'
import { EMPTY_BOX, type Box } from './plane.ts'
import { MARK } from './state-texture.ts'

/** The stage as it stands in this frame. */
export interface StageNow {
  readonly camera: Camera
  readonly size: StageSize
  /** CSS pixels of the layout's unit: 1 at 1920 × 1080. */
  readonly unit: number
  /** Milliseconds on the frame clock, of this frame and of the camera's last move. */
  readonly now: number
  readonly movedAt: number
}

const KEPT = { changed: false, rested: false } as const
const MS_A_SECOND = 1000
const REST_MS = 160
const WHILE_MOVING_MS = 400
/** Groups of fewer events bear no number. */
const LEAST_COUNTED = 10
const COUNT_RANK = 100
/** CSS pixels at 1080 lines from which an alarm's diamond takes its size. */
const ALARM_FONT = 15
/** Events are held ready this far beside the view, in its longer sides. */
const COVERED_BESIDE = 0.5

const holds = (outer: Box, inner: Box) =>
  outer.minX <= inner.minX && outer.minY <= inner.minY && outer.maxX >= inner.maxX && outer.maxY >= inner.maxY

/** Names and event points: what is chosen anew now and then, not in every frame. SC-M6 */
export class StageDetails {
  private readonly feed: MapFeed
  private readonly board: LabelBoard
  private labelsDue = true
  private labelsAt = 0
  private eventsDue = true
  private covered: Box = EMPTY_BOX
  private readonly field = new EventField()
  private readonly groups = new KeptGroups(this.field)
  private clusters: readonly Cluster[] = []
  private clusteredAt = 1
  private alarms: readonly MapAlarm[] = []
  private readonly pulses = new AlarmPulses(matchMedia('(prefers-reduced-motion: reduce)').matches)

  constructor(feed: MapFeed, board: LabelBoard) {
    this.feed = feed
    this.board = board
  }

  /** True when names stand as the present view wants them. */
  get settled(): boolean {
    return !this.labelsDue
  }

  /** Names are to be chosen anew, at once or at the next good moment. */
  relabel(atOnce: boolean): void {
    this.labelsDue = true
    if (atOnce) this.labelsAt = 0
  }

  newEvents(): void {
    this.eventsDue = true
  }

  /** Points of events where they changed; true if the frame must be drawn. */
  prepareEvents(city: CityOnStage, { camera, size }: StageNow): boolean {
    const left = !holds(this.covered, viewBox(camera, size))
    const rescaled = this.clusters.length > 0 && Math.abs(Math.log2(camera.scale / this.clusteredAt)) > 0.5
    if (!this.eventsDue && !rescaled && !left) return false
    this.eventsDue = false
    const { feed } = this
    const { layer } = feed.view.getState()
    const { scale } = camera
    const clock = feed.link().clock * MS_A_SECOND
    this.field.take(feed.events(), city.plane)
    this.covered = viewBox(camera, size, Math.max(size.width, size.height) * COVERED_BESIDE)
    const points = eventPoints({ field: this.field, groups: this.groups, layer, clock, scale, view: this.covered })
    this.clusters = points.clusters
    this.clusteredAt = scale
    const before = city.scene.eventsDrawn
    city.scene.setEvents(points.columns)
    return before + points.columns.count > 0
  }

  /** Whether rings around new alarms go out at this moment of the frame clock, or have just ended. */
  ringsMoved(now: number): boolean {
    return this.pulses.moved(now)
  }

  /** Names, marks and rings as they stand at this moment. */
  drawNames(camera: Camera, now: number): void {
    this.board.draw(camera, (id) => this.pulses.ringOf(id, now))
  }

  /** Chooses names when the camera rests, more rarely while it moves. */
  prepareLabels(city: CityOnStage, stage: StageNow): { readonly changed: boolean; readonly rested: boolean } {
    this.lookAtAlarms(stage.now)
    const rest = stage.now - stage.movedAt > REST_MS
    if (!this.labelsDue || (!rest && stage.now - this.labelsAt <= WHILE_MOVING_MS)) return KEPT
    this.labelsDue = !rest
    this.labelsAt = stage.now
    const { left, top, right, bottom, card } = this.feed.insets.getState()
    const { node } = this.feed.view.getState()
    const carded = (city.tree.placeOf(node)?.level ?? 1) > 0 && node !== ''
    const { width, height } = stage.size
    const room = { left, top, right: width - right, bottom: height - bottom - (carded ? card : 0) }
    const news = this.feed.news.getState()
    const cover = { ...news, x: news.left + news.width / 2, y: news.top + news.height / 2 }
    const areaAt = (px: number, py: number) => city.codeAt(1, ...planeAt(stage.camera, stage.size, [px, py]))
    const changed = this.board.choose(this.labels(city, stage), stage.camera, { room, cover, areaAt, rest })
    return { changed, rested: rest }
  }

  private labels(city: CityOnStage, { camera, size, unit }: StageNow): MapLabel[] {
    const { lang, layer } = this.feed.view.getState()
    const view = viewBox(camera, size)
    const areas = areaLabels({
      tree: city.tree,
      geometries: city.scene.geometries,
      reader: this.feed.wall(),
      lang,
      scale: camera.scale,
      unit,
      view,
      isOutside: (level, cell) => ((city.shades.texels(level)?.marksOf(cell) ?? 0) & MARK.outside) !== 0,
      symbolLevel: layer === 'tier' ? city.scene.plan.fill : -1,
    })
    const type = { fontPx: Math.round(11 * unit), scale: camera.scale }
    const { tree } = city
    // What happens to have been loaded beyond the view must not move an alarm.
    const geometries = city.scene.geometries.filter(({ level }) => level <= Math.max(1, city.scene.plan.fill))
    const marks = alarmLabels({ alarms: this.alarms, tree, geometries, fontPx: Math.round(ALARM_FONT * unit) })
    return [...marks, ...areas, ...homeLabels(city.homes, view, lang, type), ...this.countLabels(unit)]
  }

  private lookAtAlarms(now: number): void {
    const alarms = this.feed.alarms()
    if (alarms === this.alarms) return
    this.alarms = alarms
    const marks = alarms.map(({ id, freshUntil }) => ({ id: alarmLabelId(id), freshUntil }))
    this.pulses.take(marks, this.feed.link().clock, now)
    this.labelsDue = true
  }

  /** Numbers on large groups of events. */
  private countLabels(unit: number): MapLabel[] {
    return this.clusters
      .filter(({ count }) => count >= LEAST_COUNTED)
      .map(({ x, y, count }) => ({
        code: '',
        id: `count ${Math.round(x)} ${Math.round(y)}`,
        x,
        y,
        look: { text: String(count), fontPx: Math.round(11 * unit), tier: 0, quiet: true },
        rank: COUNT_RANK - Math.log2(count),
      }))
  }
}
