import { expect, test } from 'vitest'
import { toWgs84 } from '../../shared/geo/crs.ts'

function convert(crs: string, x: number, y: number, local = {}): readonly number[] | undefined | string {
  const found = toWgs84(crs, local)
  return found.kind === 'converter' ? found.convert(x, y) : found.kind
}
const metres = (a: readonly number[], b: readonly number[]) =>
  Math.hypot(((a[0] ?? 0) - (b[0] ?? 0)) * 96_100, ((a[1] ?? 0) - (b[1] ?? 0)) * 110_900)

const WULIN = [120.1635, 30.276] as const

// Fault seen: the GCJ-02 offset added instead of taken away (1,040 m off).
test('[CP12] GCJ-02 at Wulin square moves 519 m back, BD-09 more than a kilometre', () => {
  const fromGcj = convert('GCJ02', 120.16816, 30.27365)
  expect(metres(fromGcj as number[], WULIN)).toBeLessThan(5)
  const moved = metres(convert('BD09', ...WULIN) as number[], WULIN)
  expect(moved).toBeGreaterThan(1000)
  expect(moved).toBeLessThan(1400)
})

test('[CP12] CGCS2000 is WGS 84, a local system follows its parameters, off the earth there is no position', () => {
  expect(convert('CGCS2000', ...WULIN)).toEqual(WULIN)
  const local = { hz: '+proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs' }
  expect(metres(convert('LOCAL:hz', 500_000, 3_320_113.4, local) as number[], [120, 30])).toBeLessThan(1)
  expect(convert('WGS84', 30.2, 120.1)).toBeUndefined()
  expect(convert('LOCAL:hz', Number.NaN, 1, local)).toBeUndefined()
})

test('[CP12] an unknown system is an error value', () => {
  for (const crs of ['', 'EPSG:4326', 'LOCAL:', 'LOCAL:hz', 'LOCAL:constructor', 'wgs84'])
    expect(convert(crs, ...WULIN)).toBe('unknown-crs')
  expect(convert('LOCAL:bad', 1, 2, { bad: '+proj=nothing' })).toBe('unknown-crs')
})
