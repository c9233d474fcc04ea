import { describe, expect, it } from 'vitest'
import { KeptCity } from '../../client/map/kept-city.ts'
import { syntheticCity } from '../support/synthetic-city.ts'

describe('kept city', () => {
  it('[SC-M9] a rebuilt map gets the same outlines without loading them again', async () => {
    const source = syntheticCity()
    const asked: number[] = []
    const kept = new KeptCity(() =>
      Promise.resolve({
        ...source,
        level: (level: number) => {
          asked.push(level)
          return source.level(level)
        },
      }),
    )
    const first = await kept.lend()
    const geometry = await first?.level(2)
    first?.close()
    const second = await kept.lend()
    expect(await second?.level(2)).toBe(geometry)
    expect(asked).toEqual([2])
  })

  it('[SC-M9] an opening that failed is tried again', async () => {
    let tries = 0
    const kept = new KeptCity(() => {
      tries += 1
      return tries === 1 ? Promise.reject(new Error('no answer')) : Promise.resolve(undefined)
    })
    await expect(kept.lend()).rejects.toThrow('no answer')
    expect(await kept.lend()).toBeUndefined()
  })
})
