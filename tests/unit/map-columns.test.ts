import { describe, expect, it } from 'vitest'
import { figureLayerOf, legendOf } from '../../client/map/legend.ts'
import { columnMesh, columnsBetween, columnSize, INDICES_A_COLUMN } from '../../client/map/layers/column-field/column-mesh.ts'
import { FIRST_VIEW } from '../../client/state/view.ts'

const { index, topOf } = figureLayerOf('columns')

describe('columns over areas', () => {
  it('[SC-M14] the scale ends at a round number no count exceeds, and stays while the largest moves a little', () => {
    const tops = [0, 1, 5, 6, 10, 11, 38, 41, 50, 51, 100, 999].map((largest) => topOf((row) => row, [0, largest]))
    expect(tops).toEqual([5, 5, 5, 10, 10, 20, 50, 50, 50, 100, 100, 1000])
    expect(topOf(() => Number.NaN, [1, 2])).toBe(5)
  })

  it('[SC-M14] twice as many is twice as high, one of many still stands, and only none lies flat', () => {
    // Fault seen: the square root of the ramps, which draws 4 times as many twice as high.
    expect(index(40, 50)).toBe(2 * index(20, 50))
    expect([index(0, 5000), index(1, 5000), index(5000, 5000), index(9000, 5000)]).toEqual([0, 1, 255, 255])
  })

  it('[SC-M14] the legend tells heights in proportion, and columns are off until chosen', () => {
    expect(legendOf('columns', 20).entries.map(({ zh, share }) => [zh, share])).toEqual([
      ['0', 0],
      ['5', 0.25],
      ['10', 0.5],
      ['20', 1],
    ])
    for (const { zh, share } of legendOf('columns', 5).entries) expect(share).toBe(Number(zh) / 5)
    expect(FIRST_VIEW.layer).not.toBe('columns')
  })

  it('[SC-M14] columns are drawn from north to south, each with its own area’s row', () => {
    // Fault seen: drawn in the order of the rows, northern columns cover those before them.
    const mesh = columnMesh(Float32Array.of(5, 10, 6, 30, 7, 20))
    expect([...mesh.ys]).toEqual([30, 20, 10])
    const rowAt = (at: number) => mesh.corners[(mesh.indices[at * INDICES_A_COLUMN] ?? 0) * 4 + 2]
    expect([0, 1, 2].map(rowAt)).toEqual([1, 2, 0])
    expect(Math.max(...mesh.indices)).toBe(3 * 12 - 1)
  })

  it('[SC-M14] a near view draws the columns it meets alone', () => {
    const ys = Float32Array.of(40, 30, 20, 20, 10)
    const drawn = (min: number, max: number) => {
      const { first, count } = columnsBetween({ ys }, min, max)
      return [first / INDICES_A_COLUMN, count / INDICES_A_COLUMN]
    }
    expect([drawn(0, 50), drawn(20, 30), drawn(15, 25), drawn(50, 60), drawn(0, 5)]).toEqual([
      [0, 5],
      [1, 3],
      [2, 2],
      [0, 0],
      [5, 0],
    ])
  })

  it('[SC-M14] columns never grow wider than their areas nor higher than a hand', () => {
    expect([20, 40, 400].map((px) => columnSize(px).height)).toEqual([40, 80, 84])
    expect([20, 40, 400].map((px) => columnSize(px).width <= px / 2)).toEqual([true, true, true])
  })
})
