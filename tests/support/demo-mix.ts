import type { City } from '../../server/city/load-city.ts'
import { seededRandom } from './random.ts'

/** Steps that a filed case takes after it was reported, with minutes since then. */
const LOOP = [
  ['filed', 8],
  ['dispatched', 20],
  ['signed', 45],
  ['handled', 400],
  ['feedback', 420],
  ['verified', 500],
  ['closed', 520],
  ['evaluated', 600],
] as const
const MINUTE_MS = 60_000

type Raw = Record<string, unknown>

/**
 * Lines as a city's systems send them over a day, in time order: one filed case in ten records, the
 * others solved on the spot, services, checks, readings, duty; half the cases name a point. One in
 * twelve records is person-related or sensitive. Seeded.
 */
export function demoMix(city: City, count: number, dayStart: number): readonly string[] {
  const random = seededRandom(5)
  const { tree, catalogue } = city
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const [firstGrid, endGrid] = tree.range(4)
  const [firstCompound, endCompound] = tree.range(5)
  const grid = () => firstGrid + Math.floor(random() * (endGrid - firstGrid))
  const sourceOf = (kind: string, classes: readonly string[] = ['T']) => {
    const fits = catalogue.sources.filter(({ kinds, off }) => !off && (kinds as string[]).includes(kind))
    return pick(fits.filter(({ agreed }) => agreed === undefined || classes.every((cls) => cls in agreed))).id
  }
  const typesOf = (cls: string) => catalogue.types.filter((type) => type.class === cls).map(({ code }) => code)
  const types = { T: typesOf('T'), P: typesOf('P'), X: typesOf('X') }
  const cases = sourceOf('case', ['T', 'P', 'X'])
  const sources = Object.fromEntries(['service', 'check', 'reading', 'duty'].map((kind) => [kind, sourceOf(kind)]))
  const service = catalogue.serviceCategories.find((category) => category.class === 'T')?.code ?? ''
  const dimension = catalogue.dimensions.find(({ deepest }) => deepest === 'grid')
  const events: { t: number; raw: Raw }[] = []
  const put = (t: number, raw: Raw) => events.push({ t, raw: { id: `e${events.length.toString(36)}`, ...raw } })
  const place = (): Raw => {
    const node = grid()
    const point = tree.point(node)
    return random() < 0.5 && point ? { point: [point[0], point[1]] } : { node: tree.code(node) }
  }

  function putCase(at: number, serial: number): void {
    const where = place()
    const cls = random() < 0.85 ? 'T' : random() < 0.7 ? 'P' : 'X'
    const common = { kind: 'case', source: cases, caseId: `K${serial}`, type: pick(types[cls]), ...where }
    const dueAt = new Date(at + (200 + random() * 800) * MINUTE_MS).toISOString()
    put(at, { ...common, step: 'reported', origin: random() < 0.6 ? 'patrol' : 'resident', dueAt })
    const speed = 0.3 + random() * 1.5
    for (const [step, minutes] of LOOP.slice(0, 3 + Math.floor(random() * 6)))
      put(at + minutes * speed * MINUTE_MS, {
        ...common,
        step,
        ...(step === 'dispatched' ? { unit: catalogue.units[0]?.code } : {}),
      })
  }

  function putRecord(at: number, serial: number): void {
    const kind = random()
    const node = tree.code(grid())
    if (kind < 0.45)
      put(at, {
        kind: 'case',
        source: cases,
        caseId: `S${serial}`,
        step: 'reported',
        type: pick(types.T),
        selfHandled: true,
        ...place(),
      })
    else if (kind < 0.65)
      put(at, {
        kind: 'service',
        source: sources['service'],
        serviceId: `s${serial}`,
        action: 'requested',
        category: service,
        node,
      })
    else if (kind < 0.8) {
      const compound = tree.code(firstCompound + Math.floor(random() * (endCompound - firstCompound)))
      put(at, { kind: 'check', source: sources['check'], round: '2026-W10', state: 'done', node: compound })
    } else if (kind < 0.97 && dimension)
      put(at, { kind: 'reading', source: dimension.source, dimension: dimension.code, value: random() * 40, node })
    else put(at, { kind: 'duty', source: sources['duty'], posts: 6, filled: Math.floor(random() * 7), node })
  }

  for (let serial = 0; events.length < count; serial++) {
    const at = dayStart + random() * 86_400_000
    if (serial % 10 === 0) putCase(at, serial)
    else putRecord(at, serial)
  }
  const day = events.filter(({ t }) => t < dayStart + 86_400_000).sort((a, b) => a.t - b.t)
  return day.map(({ t, raw }) => JSON.stringify({ ...raw, occurredAt: new Date(Math.floor(t / 1000) * 1000).toISOString() }))
}
