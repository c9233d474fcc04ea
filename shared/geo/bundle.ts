import { Type, type Static } from '@sinclair/typebox'
import { ROLES } from '../domain/role.ts'
import { words } from '../domain/words.ts'

const strict = { additionalProperties: false }
const Names = Type.Object({ zh: Type.String(), en: Type.String() }, strict)

/** A file beside the index, at `/city/<hash>/<file>`; `bytes` as sent (gzip). */
const BundleFile = Type.Object({ file: Type.String(), bytes: Type.Integer() }, strict)

/** A contiguous run of a level's areas in one cell file; `under` is the code of the ancestor the run lies in. */
const CellFile = Type.Object(
  {
    file: Type.String(),
    bytes: Type.Integer(),
    first: Type.Integer(),
    count: Type.Integer(),
    under: Type.String(),
  },
  strict,
)

const BundleLevel = Type.Object(
  {
    level: Type.String(),
    role: words(ROLES),
    name: Names,
    /** Node number of the level's first node; a growing city gives 0. */
    first: Type.Integer(),
    count: Type.Integer(),
    /** Empty for levels of points and for a growing city. */
    cells: Type.Array(CellFile),
  },
  strict,
)

/** `/city/index.json`: what the screen bundle of the running city holds and where. */
export const BUNDLE_INDEX = Type.Object(
  {
    id: Type.String(),
    /** Changes with the pack or the format; the files under it are immutable. */
    hash: Type.String(),
    name: Names,
    rootCode: Type.String(),
    timezone: Type.String(),
    /** Code of the area whose parts whoever asks may load; absent: all. */
    area: Type.Optional(Type.String()),
    /** True for `auto`: no files; areas and their rings arrive with the stream. */
    growing: Type.Boolean(),
    levels: Type.Array(BundleLevel, { minItems: 1, maxItems: 8 }),
    /** Codes, parents and names of all levels of areas (`node-codec`). */
    nodes: Type.Optional(BundleFile),
    /** Levels of points under one street, by street code (`node-codec`). */
    homes: Type.Record(Type.String(), BundleFile),
    /** Rivers and lakes as cells (`cell-codec`), and whom they are from. */
    water: Type.Optional(Type.Object({ file: Type.String(), bytes: Type.Integer(), attribution: Names }, strict)),
    /** West, south, east, north in degrees; absent for a growing city. */
    bounds: Type.Optional(Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()])),
    /** Shown on every screen and cannot be hidden. */
    notice: Type.Object({ boundaries: Names, approval: Names, sources: Names }, strict),
  },
  strict,
)

export type BundleIndex = Static<typeof BUNDLE_INDEX>
export type BundleLevel = Static<typeof BundleLevel>
