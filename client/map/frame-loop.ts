/** The map's only clock of frames; a frozen one stands still until it is told to go on (tests, pictures). SC-M10 */
export class FrameLoop {
  private readonly task: (now: number) => void
  private asked = 0
  private stopped = false
  frozen = false

  constructor(task: (now: number) => void) {
    this.task = task
  }

  start(): void {
    const turn = (now: number) => {
      if (this.stopped) return
      this.asked = requestAnimationFrame(turn)
      if (!this.frozen) this.task(now)
    }
    this.asked = requestAnimationFrame(turn)
  }

  stop(): void {
    this.stopped = true
    cancelAnimationFrame(this.asked)
  }
}
