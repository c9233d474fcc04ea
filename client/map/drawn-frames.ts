import { steady } from '../observe/timers.ts'

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

interface Issued {
  readonly seq: number
  /** Start of its turn, ms on the page's steady clock. */
  readonly began: number
  readonly tookMs: number
  readonly fence: WebGLSync | null
}

interface Turn {
  /** Newest publication applied. */
  readonly seq: number
  readonly began: number
  readonly draw: (() => void) | undefined
}

/** Follows publications from issued draw calls to the finished picture: a rasteriser may lag far behind the page. SC-M10 */
export class DrawnFrames {
  private readonly waiting: Issued[] = []
  /** Newest publication whose draw calls were issued, and when, ms on the page's steady clock. */
  issued = { seq: 0, at: 0 }
  /** Newest publication whose picture is finished. */
  finished = 0

  /** One turn of the clock of frames: draws if asked, and answers with the milliseconds of main thread of what is now finished, else of this turn. */
  turn(gl: FenceContext | null, turn: Turn): number {
    const { seq, began, draw } = turn
    const finishedMs = gl ? this.settle(gl) : 0
    draw?.()
    const tookMs = steady() - began
    if (draw && gl) this.issue(gl, { seq, began, tookMs })
    else if (this.waiting.length === 0) this.keep(seq, began)
    return finishedMs || tookMs
  }

  private issue(gl: FenceContext, { seq, began, tookMs }: Omit<Issued, 'fence'>): void {
    const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0)
    gl.flush()
    this.waiting.push({ seq, began, tookMs, fence })
    this.issued = { seq, at: began }
  }

  /** Nothing had to be drawn: the picture already shows all publications. */
  private keep(seq: number, at: number): void {
    if (seq !== this.issued.seq) this.issued = { seq, at }
    this.finished = seq
  }

  private settle(gl: FenceContext): number {
    let tookMs = 0
    for (let first = this.waiting[0]; first && isDone(gl, first); first = this.waiting[0]) {
      gl.deleteSync(first.fence)
      this.waiting.shift()
      this.finished = first.seq
      tookMs += first.tookMs
    }
    return tookMs
  }
}

function isDone(gl: FenceContext, { fence }: Issued): boolean {
  return fence === null || (!gl.isContextLost() && gl.getSyncParameter(fence, gl.SYNC_STATUS) === gl.SIGNALED)
}
