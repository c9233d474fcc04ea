import { Type, type Static } from '@sinclair/typebox'
import { ROLES } from './role.ts'
import { words } from './words.ts'
import { Names } from './names.ts'

const strict = { additionalProperties: false }

const Level = Type.Object(
  {
    /** The pack's own word for the level, e.g. `microgrid`; unique within the pack. */
    level: Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}$' }),
    /** Which row of the privacy and key tables it follows. */
    role: words(ROLES),
    name: Names,
    /** GeoJSON of this level's areas or points, path inside the pack (`.geojson` or `.geojson.gz`). */
    geometry: Type.Optional(Type.String()),
    /** Names nodes whose row gives none; `{n}` is the node's number among its parent's children. */
    nodeName: Type.Optional(Names),
  },
  strict,
)

/** `city.json` of a pack folder. Node rows lie in `nodes` (CSV: code,parent,level,zh,en,validFrom,validTo; lng,lat for points). */
export const CITY_MANIFEST = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}$' }),
    /** Code of the root node. */
    code: Type.String({ minLength: 1, maxLength: 64 }),
    name: Names,
    timezone: Type.String(),
    /** Hour at which the duty day (`.shift`) begins, and day of month at which `.period` begins. */
    shiftStartHour: Type.Integer({ minimum: 0, maximum: 23 }),
    periodStartDay: Type.Integer({ minimum: 1, maximum: 28 }),
    crs: Type.String(),
    /** PROJ strings of the city's own systems by id, for `LOCAL:<id>`; never served. */
    localCrs: Type.Optional(Type.Record(Type.String(), Type.String())),
    levels: Type.Array(Level, { minItems: 1, maxItems: 8 }),
    nodes: Type.String(),
    catalogue: Type.String(),
    rules: Type.String(),
    /** Holidays, office hours and limits; without it no due time is computed. */
    calendar: Type.Optional(Type.String()),
    /** What alarms are computed from; without it none are. */
    alarms: Type.Optional(Type.String()),
    /** Rivers and lakes under the areas of wide views, and whom they are from. */
    water: Type.Optional(Type.Object({ geometry: Type.String(), attribution: Names }, strict)),
    /** A WOFF2 font for characters that the shipped one lacks. */
    font: Type.Optional(Type.String()),
    /** A PMTiles file of vector tiles under the areas; says itself whom it is from. */
    baseMap: Type.Optional(Type.String()),
    /** Shown on every screen and cannot be hidden. */
    notice: Type.Object({ boundaries: Names, approval: Names, sources: Names }, strict),
    /** How the pack was made and the SHA-256 of its uncompressed files. */
    made: Type.Optional(
      Type.Object({ seed: Type.Integer(), grids: Type.Integer(), files: Type.Record(Type.String(), Type.String()) }, strict),
    ),
  },
  strict,
)

export type CityManifest = Static<typeof CITY_MANIFEST>
export type CityLevel = Static<typeof Level>
