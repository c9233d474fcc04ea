import { EASE_MS, easeCamera, holdCamera, type Camera, type StageSize } from './camera.ts'
import type { Box } from './plane.ts'

interface Move {
  readonly from: Camera
  readonly to: Camera
  /** Milliseconds on the frame clock. */
  readonly since: number
}

/** Where the camera is and where it goes; a hand on the map ends every move of its own. SC-M4 */
export class CameraMotion {
  private camera: Camera = { x: 0, y: 0, scale: 0.01 }
  private move: Move | undefined

  get current(): Camera {
    return this.camera
  }

  get goal(): Camera {
    return this.move?.to ?? this.camera
  }

  get moving(): boolean {
    return this.move !== undefined
  }

  /** Moves on to `now`; true while the picture changes. */
  step(now: number): boolean {
    if (!this.move) return false
    const elapsed = now - this.move.since
    this.camera = easeCamera(this.move.from, this.move.to, elapsed)
    if (elapsed >= EASE_MS) this.move = undefined
    return true
  }

  /** Eases there, or jumps where motion is unwelcome. */
  goTo(to: Camera, now: number, eased: boolean): void {
    if (eased) this.move = { from: this.camera, to, since: now }
    else this.jump(to)
  }

  jump(to: Camera): void {
    this.move = undefined
    this.camera = to
  }

  /** The hand's camera, held inside the city. */
  drag(to: Camera, city: Box, size: StageSize): Camera {
    this.jump(holdCamera(to, city, size))
    return this.camera
  }
}
