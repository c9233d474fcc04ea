import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SMALLEST_SHOWN } from '../../shared/domain/privacy-class.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { START } from '../support/counted-events.ts'
import { KEYS, entryOf, openFold } from '../support/fold-run.ts'

const DAY_S = 86_400
const PERSON_KEYS = KEYS.flatMap(({ cls }, key) => (cls === 'T' ? [] : [key]))
type Run = ReturnType<typeof openFold>

/** Events of persons in few places, close together, over a turn of the month. */
const persons = fc
  .array(
    fc.record({
      cls: fc.constantFrom('P', 'P', 'X'),
      node: fc.constantFrom('C111', 'C111', 'C111', 'C111', 'C112', 'C'),
      step: fc.constantFrom('reported', 'reported', 'reported', 'closed', 'filed'),
      after: fc.constantFrom(0, 0, 1, 1, 60, 60, 899, 900, 7200, DAY_S / 2),
    }),
    { maxLength: 80 },
  )
  .map((all) => {
    let second = START
    return all.map(({ cls, node, step, after }, at) => {
      second += after
      const place = cls === 'X' ? node.slice(0, 3) : node
      const type = cls === 'P' ? 'person' : 'sensitive'
      const event = { kind: 'case', id: `e${at}`, source: 'a', caseId: `c${at}`, cls, type, step, node: place, t: second * 1000 }
      return event as unknown as StoredEvent
    })
  })

const released = ({ figures, tree }: Run) =>
  PERSON_KEYS.map((key) => [
    KEYS[key]?.key,
    ...Array.from({ length: tree.size }, (_, node) => [figures.released(key, node), figures.releasedDays(key, node)]),
  ])

const fold = ({ fold: into }: Run, events: readonly StoredEvent[], from = 0) =>
  events.slice(from).forEach((event, at) => into.apply(entryOf(event, from + at + 1, Math.floor(event.t / 1000))))

const RUNS = { numRuns: 60 }

describe('releases', () => {
  // Fault seen: a snapshot without the end of the running day.
  test('[PR6] a restart anywhere, and one leap of the clock for many steps, release the same', () => {
    fc.assert(
      fc.property(persons, fc.nat(80), fc.nat(3 * DAY_S), (events, cut, leap) => {
        const [whole, first] = [openFold(), openFold()]
        fold(whole, events)
        fold(first, events.slice(0, cut))
        const { columns, rest } = first.fold.save()
        const second = openFold({ columns, rest: JSON.parse(JSON.stringify(rest)) as unknown })
        fold(second, events, Math.min(cut, events.length))
        expect(released(second)).toEqual(released(whole))
        const end = whole.fold.clock + leap
        for (let at = whole.fold.clock; at < end; at += 700) whole.fold.advance(at)
        whole.fold.advance(end)
        second.fold.advance(end)
        expect(released(second)).toEqual(released(whole))
      }),
      RUNS,
    )
  })

  // Fault seen: batches rounded up.
  test('[PR1] what is shown is at least k, never more than there was, and of an area at least the sum of its parts', () => {
    fc.assert(
      fc.property(persons, (events) => {
        const run = openFold()
        fold(run, events)
        run.fold.advance(run.fold.clock + DAY_S)
        const { tree, figures } = run
        const broken = PERSON_KEYS.flatMap((key) =>
          Array.from({ length: tree.size }, (_, node) => node).filter((node) => {
            const { cls = 'P', window } = KEYS[key] ?? {}
            const shown = figures.released(key, node)
            const parts = tree.children(node).reduce((sum, child) => sum + figures.released(key, child), 0)
            const tooMany = window === 'all' && shown > figures.value(key, node)
            return (shown > 0 && shown < SMALLEST_SHOWN[cls]) || parts > shown || tooMany
          }),
        )
        expect(broken).toEqual([])
      }),
      RUNS,
    )
  })
})
