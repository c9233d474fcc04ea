import gcoord from 'gcoord'
import proj4 from 'proj4'

export type LngLat = readonly [lng: number, lat: number]

/** Parameters of a city's own survey system by its id, as PROJ strings; kept in the pack, never served. */
export type LocalSystems = Readonly<Record<string, string>>

export type ToWgs84 =
  | { readonly kind: 'converter'; readonly convert: (x: number, y: number) => LngLat | undefined }
  | { readonly kind: 'unknown-crs'; readonly crs: string }

const NAMED: Readonly<Record<string, 'GCJ02' | 'BD09'>> = { GCJ02: 'GCJ02', BD09: 'BD09' }

function onEarth(lng: number, lat: number): LngLat | undefined {
  return Math.abs(lng) <= 180 && Math.abs(lat) <= 90 ? [lng, lat] : undefined
}

/**
 * How coordinates of a named system become WGS 84 (CP12). `WGS84` and `CGCS2000` are one within centimetres;
 * `LOCAL:<id>` needs its parameters. `convert` answers undefined for what lies off the earth or is no number.
 */
export function toWgs84(crs: string, local: LocalSystems = {}): ToWgs84 {
  if (crs === 'WGS84' || crs === 'CGCS2000') return { kind: 'converter', convert: onEarth }
  const system = NAMED[crs]
  if (system) {
    const convert = (lng: number, lat: number): LngLat | undefined => {
      if (!onEarth(lng, lat)) return undefined
      const [x, y] = gcoord.transform([lng, lat], gcoord[system], gcoord.WGS84)
      return onEarth(x, y)
    }
    return { kind: 'converter', convert }
  }
  const id = crs.startsWith('LOCAL:') ? crs.slice('LOCAL:'.length) : ''
  const parameters = Object.hasOwn(local, id) ? local[id] : undefined
  if (id === '' || parameters === undefined) return { kind: 'unknown-crs', crs }
  return projected(crs, parameters)
}

function projected(crs: string, parameters: string): ToWgs84 {
  try {
    const chain = proj4(parameters, 'WGS84')
    const convert = (x: number, y: number): LngLat | undefined => {
      if (!Number.isFinite(x) || !Number.isFinite(y)) return undefined
      const [lng = Number.NaN, lat = Number.NaN] = chain.forward([x, y])
      return onEarth(lng, lat)
    }
    return { kind: 'converter', convert }
  } catch {
    return { kind: 'unknown-crs', crs }
  }
}
