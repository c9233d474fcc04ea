import type { Camera } from '../camera.ts'
import type { Plane } from '../plane.ts'

/** What lies under the wall's canvas and looks where it looks. */
export interface BaseView {
  /** True once it has drawn. */
  readonly isShown: boolean
  look(camera: Camera, plane: Plane): void
  destroy(): void
}

/** The place of a base map under the areas: empty until one is loaded, and again when it is lost for good. SC-M13 */
export class UnderMap {
  /** Told when the base map begins or ends to show. */
  changed: () => void = () => undefined
  private base: BaseView | undefined
  private last: { readonly camera: Camera; readonly plane: Plane } | undefined

  get isShown(): boolean {
    return this.base?.isShown === true
  }

  /** Called in the same frame as the wall's own picture. */
  look(camera: Camera, plane: Plane): void {
    this.last = { camera, plane }
    this.base?.look(camera, plane)
  }

  lay(base: BaseView | undefined): void {
    this.base?.destroy()
    this.base = base
    if (this.last) base?.look(this.last.camera, this.last.plane)
    this.changed()
  }
}
