import { describe, expect, it } from 'vitest'
import { EASE_MS, easeCamera, fitBox, holdCamera, planeAt, screenX, screenY } from '../../client/map/camera.ts'
import { CameraMotion } from '../../client/map/camera-motion.ts'

const size = { width: 1920, height: 1080 }
const insets = { left: 430, right: 420, top: 90, bottom: 180 }
const box = { minX: -30_000, minY: -42_000, maxX: 61_000, maxY: 12_000 }

describe('camera', () => {
  it('[SC-M4] a fitted area stands whole and centred in what the panels leave free', () => {
    // Fault seen: insets' halves added with the wrong sign put the city under the left panel.
    const camera = fitBox(box, size, insets)
    const left = screenX(camera, size, box.minX)
    const right = screenX(camera, size, box.maxX)
    const top = screenY(camera, size, box.maxY)
    const bottom = screenY(camera, size, box.minY)
    expect(left).toBeGreaterThanOrEqual(insets.left)
    expect(right).toBeLessThanOrEqual(size.width - insets.right)
    expect(top).toBeGreaterThanOrEqual(insets.top)
    expect(bottom).toBeLessThanOrEqual(size.height - insets.bottom)
    expect((left + right) / 2).toBeCloseTo((insets.left + size.width - insets.right) / 2, 3)
    expect((top + bottom) / 2).toBeCloseTo((insets.top + size.height - insets.bottom) / 2, 3)
  })

  it('[SC-M4] a pixel and the place under it say the same', () => {
    const camera = fitBox(box, size, insets)
    const [x, y] = planeAt(camera, size, [700, 333])
    expect(screenX(camera, size, x)).toBeCloseTo(700, 6)
    expect(screenY(camera, size, y)).toBeCloseTo(333, 6)
  })

  it('[SC-M4] a move begins where it is, ends exactly at its goal within 800 ms, and keeps the goal in the picture', () => {
    const from = fitBox(box, size, insets)
    const to = fitBox({ minX: 10_000, minY: -5000, maxX: 12_000, maxY: -4000 }, size, insets)
    expect(EASE_MS).toBeLessThanOrEqual(800)
    expect(easeCamera(from, to, 0)).toEqual(from)
    expect(easeCamera(from, to, EASE_MS)).toBe(to)
    for (let t = 0; t <= EASE_MS; t += 20) {
      const camera = easeCamera(from, to, t)
      const x = screenX(camera, size, 11_000)
      expect(x).toBeGreaterThan(0)
      expect(x).toBeLessThan(size.width)
      expect(camera.scale).toBeGreaterThanOrEqual(from.scale * 0.999)
      expect(camera.scale).toBeLessThanOrEqual(to.scale * 1.001)
    }
  })

  it('[SC-M4] a hand cannot lose the city, and ends a move of its own', () => {
    const motion = new CameraMotion()
    motion.jump(fitBox(box, size, insets))
    motion.goTo({ x: 0, y: 0, scale: 1 }, 0, true)
    expect(motion.moving).toBe(true)
    const held = motion.drag({ x: 9e9, y: -9e9, scale: 1e-9 }, box, size)
    expect(motion.moving).toBe(false)
    expect(held).toEqual(holdCamera(held, box, size))
    expect([held.x, held.y]).toEqual([box.maxX, box.minY])
  })

  it('[SC-M4] where motion is unwelcome the camera is there at once', () => {
    const motion = new CameraMotion()
    motion.goTo({ x: 5, y: 6, scale: 0.5 }, 0, false)
    expect(motion.current).toEqual({ x: 5, y: 6, scale: 0.5 })
    expect(motion.step(1)).toBe(false)
  })
})
