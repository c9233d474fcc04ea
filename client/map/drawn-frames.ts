import { after, steady } from '../observe/timers.ts'

/** The part of a GL context that tells when issued work is done. */
export type FenceContext = Pick<
  WebGL2RenderingContext,
  | 'fenceSync'
  | 'getSyncParameter'
  | 'deleteSync'
  | 'flush'
  | 'isContextLost'
  | 'SYNC_GPU_COMMANDS_COMPLETE'
  | 'SYNC_STATUS'
  | 'SIGNALED'
>

interface Turn {
  /** Newest publication applied. */
  readonly seq: number
  /** Start of the turn, ms on the page's steady clock. */
  readonly began: number
}

interface Issued extends Turn {
  readonly tookMs: number
  readonly fence: WebGLSync | null
}

/** Asked by a timer of its own: animation frames come late while the browser puts a large picture together. */
const ASK_EVERY_MS = 8

/**
 * Paces pictures by fence and follows publications to the finished one: never is a second picture begun behind one
 * under way, because a slow rasteriser would finish both late. SC-M10
 */
export class DrawnFrames {
  private readonly whenFinished: () => void
  private underWay: Issued | undefined
  private stopAsking: () => void = () => undefined
  /** Newest publication whose draw calls were issued, and when its turn began, ms on the page's steady clock. */
  issued = { seq: 0, at: 0 }
  /** Newest publication whose picture is finished, when that was, and the main thread's share of it in ms. */
  finished = { seq: 0, at: 0, tookMs: 0 }

  constructor(whenFinished: () => void) {
    this.whenFinished = whenFinished
  }

  get busy(): boolean {
    return this.underWay !== undefined
  }

  /** Issues a picture and waits for it by fence; without a context there is nothing to wait for. */
  draw(gl: FenceContext | null, { seq, began }: Turn, draw: () => void): void {
    draw()
    const tookMs = steady() - began
    this.issued = { seq, at: began }
    if (gl === null) return this.finish(seq, steady(), tookMs)
    const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0)
    gl.flush()
    this.underWay = { seq, began, tookMs, fence }
    this.ask(gl)
  }

  /** Nothing had to be drawn: the picture already shows all publications. */
  keep({ seq, began }: Turn): void {
    if (seq !== this.issued.seq) this.issued = { seq, at: began }
    if (seq !== this.finished.seq) this.finish(seq, began, steady() - began)
  }

  stop(): void {
    this.stopAsking()
  }

  private ask(gl: FenceContext): void {
    this.stopAsking = after(ASK_EVERY_MS, () => {
      const { underWay } = this
      if (underWay === undefined) return
      if (!isDone(gl, underWay)) return this.ask(gl)
      gl.deleteSync(underWay.fence)
      this.underWay = undefined
      this.finish(underWay.seq, steady(), underWay.tookMs)
      this.whenFinished()
    })
  }

  private finish(seq: number, at: number, tookMs: number): void {
    this.finished = { seq, at, tookMs }
  }
}

function isDone(gl: FenceContext, { fence }: Issued): boolean {
  return fence === null || (!gl.isContextLost() && gl.getSyncParameter(fence, gl.SYNC_STATUS) === gl.SIGNALED)
}
