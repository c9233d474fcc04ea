/** Seconds for one round of the hand, and between two frames of a screen that keeps up. */
const ROUND_S = 2
export const FRAME_S = 1 / 60

/** The mark a page sets before each frame, where a trace is taken. */
export const FRAME_MARK = 'frame'

/** Where the hand holds the camera, beside its home: parts of the stage's width and height, and steps of zoom. */
export interface Held {
  readonly right: number
  readonly up: number
  readonly zoom: number
}

/** The same hand for every page that is compared: a closed round of two seconds over the whole wall. */
export function handAt(frame: number): Held {
  const round = (2 * Math.PI * frame * FRAME_S) / ROUND_S
  return { right: 0.2 * Math.sin(round), up: 0.1 * Math.sin(2 * round), zoom: 0.4 * (1 - Math.cos(round)) }
}

export interface FrameRun {
  readonly frames: number
  readonly canvas: HTMLCanvasElement
  /** Moves the camera and draws. */
  readonly draw: (held: Held, frame: number) => void
  /** Resolves when the next frame may begin. */
  readonly free: () => Promise<void>
}

/**
 * Frame after frame, each a task of its own, each drawn and finished by the rasteriser before the next: what the main
 * thread pays for a frame does not depend on how fast a software rasteriser is.
 */
export async function runFrames({ frames, canvas, draw, free }: FrameRun): Promise<void> {
  const gl = canvas.getContext('webgl2')
  const pixel = new Uint8Array(4)
  for (let frame = 0; frame <= frames; frame++) {
    performance.mark(FRAME_MARK)
    draw(handAt(frame < frames ? frame : 0), frame)
    gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel)
    await free()
  }
  performance.clearMarks(FRAME_MARK)
}

/** The next task. */
export const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve, 0))
