import { Type, type Static } from '@sinclair/typebox'
import { USE_LAYERS } from './dimension-use.ts'
import { EVENT_KINDS } from './grid-event.ts'
import { HAZARD } from './hazard.ts'
import { PRIVACY_CLASSES } from './privacy-class.ts'
import { ROLES } from './role.ts'
import { words } from './words.ts'
import { Names } from './names.ts'

const strict = { additionalProperties: false }
const Code = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9._:-]+$' })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Class = words(PRIVACY_CLASSES)
const RoleWord = words(ROLES)
const Kind = words(EVENT_KINDS)
const dated = { validFrom: Type.Optional(Day), validTo: Type.Optional(Day) }

/** A type of case, measure or warning. `group`: part (部件), event (事件), or the family it belongs to. */
const EventType = Type.Object(
  {
    code: Code,
    name: Names,
    class: Class,
    group: words(['part', 'event', 'service', 'other']),
    family: Code,
    duty: Type.Optional(Code),
    /** At a home: the stored place is the compound, never the point. */
    atHome: Type.Optional(Type.Boolean()),
    limitMinutes: Type.Optional(Type.Integer({ minimum: 1 })),
    ...dated,
  },
  strict,
)

const Dimension = Type.Object(
  {
    code: Code,
    name: Names,
    unit: Names,
    source: Code,
    /** Seconds after which a reading is late; stale after three times that. */
    freshSeconds: Type.Integer({ minimum: 1 }),
    deepest: RoleWord,
    rollUp: words(['mean', 'max', 'sum', 'none']),
    decimals: Type.Integer({ minimum: 0, maximum: 6 }),
    illustrative: Type.Boolean(),
    ...dated,
  },
  strict,
)

/** Minutes at least, with offset. */
const Moment = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?(Z|[+-]\\d{2}:\\d{2})$' })
const Register = Type.Object(
  {
    basis: Names,
    grantor: Names,
    keepDays: Type.Integer({ minimum: 1 }),
    /** Layers that the authorisation covers beside the figures themselves; any other needs an approval of its own. PR14 */
    covers: Type.Optional(Type.Array(words(USE_LAYERS))),
    assessed: Type.Object({ collection: Day, storage: Day, use: Day }, strict),
  },
  strict,
)

export const CATALOGUE_SOURCE = Type.Object(
  {
    id: Code,
    name: Names,
    kinds: Type.Array(Kind),
    owner: Names,
    purpose: Names,
    /** Seconds without word after which its figures are late; stale after three times that. */
    freshSeconds: Type.Integer({ minimum: 1 }),
    /** Seconds after which an arriving event is counted `events.arrivedLate`. */
    lateSeconds: Type.Integer({ minimum: 1 }),
    off: Type.Optional(Type.Boolean()),
    /** Legal basis, who granted it, and when its collection, storage and use were last assessed. */
    register: Type.Optional(Register),
    /** Classes it may send, each down to which level; absent: all that its kinds allow. */
    agreed: Type.Optional(Type.Partial(Type.Object({ T: RoleWord, P: RoleWord, X: RoleWord, S: RoleWord, O: RoleWord }, strict))),
    /** From this moment on nothing is taken from it, whatever it is about. */
    expiresAt: Type.Optional(Moment),
    ...dated,
  },
  strict,
)

const Item = Type.Object({ code: Code, name: Names, ...dated }, strict)
const WorkItem = Type.Object(
  {
    slot: Type.Integer({ minimum: 1, maximum: 20 }),
    name: Type.Optional(Names),
    class: Type.Optional(Class),
    configured: Type.Boolean(),
  },
  strict,
)
const Unit = Type.Object(
  {
    code: Code,
    name: Names,
    kind: words(['bureau', 'company', 'street']),
    ...dated,
  },
  strict,
)
const Category = Type.Object({ code: Code, name: Names, class: Class, ...dated }, strict)

/** Everything a city names: configuration with validity dates, never a constant in code. */
export const CATALOGUE = Type.Object(
  {
    version: Type.String({ minLength: 1, maxLength: 40 }),
    families: Type.Array(Item),
    types: Type.Array(EventType),
    duties: Type.Array(Item),
    workItems: Type.Array(WorkItem),
    dimensions: Type.Array(Dimension),
    sources: Type.Array(CATALOGUE_SOURCE),
    units: Type.Array(Unit),
    serviceCategories: Type.Array(Category),
    measureTypes: Type.Array(Category),
    warningTypes: Type.Array(Item),
    plans: Type.Array(Item),
    reasons: Type.Array(Item),
    /** What threatens the city, told by area: nothing of it is shown until it is adopted and switched on. */
    hazards: Type.Optional(Type.Array(HAZARD)),
    /** Legal bases that measures name; a code not listed is shown as it is. */
    bases: Type.Optional(Type.Array(Item)),
  },
  strict,
)

export type Catalogue = Static<typeof CATALOGUE>
export type CatalogueType = Static<typeof EventType>
export type CatalogueDimension = Static<typeof Dimension>
export type CatalogueSource = Static<typeof CATALOGUE_SOURCE>
export type CatalogueUnit = Static<typeof Unit>
