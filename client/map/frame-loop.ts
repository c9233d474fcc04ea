import { pageHidden } from '../observe/page-visibility.ts'
import { steady } from '../observe/timers.ts'

interface FrameTasks {
  /** Each frame of the browser. */
  readonly frame: (now: number) => void
  /** Between two of them, when asked. */
  readonly turn: (now: number) => void
}

/**
 * The map's only clock of frames; a frozen one stands still until it is told to go on (tests, pictures), and so does
 * that of a hidden page. SC-M10
 */
export class FrameLoop {
  private readonly tasks: FrameTasks
  private asked = 0
  private stopped = false
  private turnAsked = false
  frozen = false

  constructor(tasks: FrameTasks) {
    this.tasks = tasks
  }

  start(): void {
    const turn = (now: number) => {
      if (this.stopped) return
      this.asked = requestAnimationFrame(turn)
      if (this.runs) this.tasks.frame(now)
    }
    this.asked = requestAnimationFrame(turn)
  }

  /** A turn once the present task is over, so that news need not wait for a browser that is late with its frame. */
  turnSoon(): void {
    if (this.turnAsked) return
    this.turnAsked = true
    queueMicrotask(() => {
      this.turnAsked = false
      if (this.runs) this.tasks.turn(steady())
    })
  }

  /** One frame of a frozen clock, `now` on the page's steady clock. */
  step(now: number): void {
    this.tasks.frame(now)
  }

  stop(): void {
    this.stopped = true
    cancelAnimationFrame(this.asked)
  }

  private get runs(): boolean {
    return !this.stopped && !this.frozen && !pageHidden()
  }
}
