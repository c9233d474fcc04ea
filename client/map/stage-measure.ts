import type { WallPlace } from './bezels.ts'
import type { StageSize } from './camera.ts'
import { stageRatio } from './deck-stage.ts'

/** Root font size of the layout's unit, CSS pixels. */
const UNITS_PER_REM = 16

export interface StageMeasure {
  readonly size: StageSize
  /** Device pixels a CSS pixel. */
  readonly ratio: number
  /** CSS pixels of the layout's unit: 1 at 1920 × 1080. */
  readonly unit: number
  readonly wall: WallPlace
}

/** A stage as it stands in its page now. */
export function measureStage(box: HTMLElement): StageMeasure {
  const { clientWidth, clientHeight } = box
  const { x, y } = box.getBoundingClientRect()
  return {
    size: { width: Math.max(1, clientWidth), height: Math.max(1, clientHeight) },
    ratio: stageRatio(),
    unit: Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / UNITS_PER_REM,
    wall: { x, y, width: innerWidth, height: innerHeight },
  }
}
