import { describe, expect, it } from 'vitest'
import { CALL_AGAIN_MS, callersOf, levelToSound } from '../../../client/panels/alarms/callers.ts'
import { alarmCommand } from '../../../client/panels/alarms/use-alarm-keys.ts'
import type { AlarmCardFacts } from '../../../client/state/alarm-queue.ts'
import type { WarningFacts } from '../../../client/state/situation.ts'

const card = (id: string, level: number, own: Partial<AlarmCardFacts> = {}, late = false): AlarmCardFacts => ({
  id,
  level,
  node: 'C',
  place: [],
  count: 1,
  waiting: 1,
  members: [],
  first: {
    id,
    level,
    node: 'C',
    state: 'active',
    since: '2026-01-01T00:00:00Z',
    knownAt: '2026-01-01T00:00:00Z',
    late,
    escalation: { step: 0 },
  },
  ...own,
})
const warning = (id: string, level: 1 | 2 | 3, status: 'actual' | 'exercise'): WarningFacts => ({
  id,
  level,
  status,
  type: { code: 'rain' },
  issuer: { id: 'meteo' },
  node: { code: 'C', name: { zh: '市', en: 'City' } },
  expiresAt: '2026-01-01T01:00:00Z',
})
const idsOf = (cards: readonly AlarmCardFacts[], warnings: readonly WarningFacts[] = []) =>
  callersOf({ cards }, warnings).map(({ id }) => id)

describe('sound', () => {
  // Fault seen: what came late sounded too.
  it('[AL12] what is grave and waits calls; what came late, is acknowledged, lesser or an exercise is silent', () => {
    expect(idsOf([card('a', 1), card('b', 2), card('c', 3), card('d', 1, { waiting: 0 }), card('e', 1, {}, true)])).toEqual([
      'a',
      'b',
    ])
    expect(idsOf([], [warning('r', 2, 'actual'), warning('x', 1, 'exercise'), warning('y', 3, 'actual')])).toEqual(['warning r'])
    const members = ['m', 'n'].map((id) => ({ id, node: 'C', place: [] }))
    expect(idsOf([card('g', 2, { members, count: 2 })])).toEqual(['m', 'n'])
  })

  // Fault seen: level 1 called once alone.
  it('[AL12] each is heard once, level 1 again while it waits, the gravest first', () => {
    const callers = callersOf({ cards: [card('a', 1), card('b', 2)] }, [])
    expect(levelToSound(callers, new Map(), 0)).toBe(1)
    expect(levelToSound(callers.slice(1), new Map(), 0)).toBe(2)
    const heard = new Map([
      ['a', 0],
      ['b', 0],
    ])
    expect(levelToSound(callers, heard, CALL_AGAIN_MS - 1)).toBeUndefined()
    expect(levelToSound(callers, heard, CALL_AGAIN_MS)).toBe(1)
    expect(levelToSound(callers.slice(1), heard, CALL_AGAIN_MS * 9)).toBeUndefined()
  })
})

describe('keys of the queue', () => {
  it('[AL11] d dispatches the marked card, else the first; z takes back', () => {
    const cards = [card('a', 1), card('b', 2)]
    expect(alarmCommand('d', { cards, marked: 'b' })).toMatchObject({ kind: 'dispatch', card: { id: 'b' } })
    expect(alarmCommand('d', { cards, marked: '' })).toMatchObject({ kind: 'dispatch', card: { id: 'a' } })
    expect(alarmCommand('z', { cards: [], marked: '' })).toEqual({ kind: 'undo' })
  })
})
