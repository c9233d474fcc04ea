import { describe, expect, it } from 'vitest'
import { BriefingRoom } from '../../server/routes/briefing-room.ts'
import { keptText } from '../../server/routes/briefing-docx.ts'
import type { KeptFigure } from '../../shared/domain/briefing-act.ts'

function opened() {
  let now = 0
  let told = 0
  const room = new BriefingRoom({
    code: '123456',
    published: { seq: 7, asOf: 100 },
    iso: (second) => new Date(second * 1000).toISOString(),
    now: () => now,
    tell: () => (told += 1),
  })
  return { room, pass: (ms: number) => (now += ms), told: () => told }
}

describe('the room of a briefing', () => {
  // Fault seen: a second word of freezing moved the moment.
  it('[BR2] who knows the code turns, freezes once for all and lets go; every word is told', () => {
    const { room, told } = opened()
    expect(room.take({ code: '123456', scene: 'loop', frozen: true })).toBe('done')
    expect(room.state).toMatchObject({ revision: 1, scene: 'loop', frozen: { seq: 9 } })
    const { frozen } = room.state
    room.take({ code: '123456', frozen: true, visitors: true })
    expect(room.state.frozen).toBe(frozen)
    room.take({ code: '123456', frozen: false })
    expect(room.state).toMatchObject({ frozen: undefined, visitors: true, scene: 'loop' })
    expect(told()).toBe(3)
  })

  // Fault seen: the right code heard after five wrong ones.
  it('[BR2] five wrong codes a minute and nobody is heard until it is over', () => {
    const { room, pass, told } = opened()
    for (let n = 0; n < 5; n += 1) expect(room.take({ code: '000000' })).toBe('wrong-code')
    expect(room.take({ code: '123456', scene: 'loop' })).toBe('too-many')
    expect([room.state.revision, told()]).toEqual([0, 0])
    pass(60_000)
    expect(room.take({ code: '123456', scene: 'loop' })).toBe('done')
  })
})

describe('figures in a document', () => {
  const figure = (own: Partial<KeptFigure>): KeptFigure => ({
    key: 'k',
    label: 'l',
    v: 1,
    state: 'live',
    asOf: '2026-01-01T00:00:00Z',
    shape: 'count',
    decimals: 0,
    cls: 'T',
    ...own,
  })
  it('[BR4] a rate below all never reads 100.00, what is hidden has no number, what is old says so', () => {
    expect(keptText(figure({ v: 0.99999, shape: 'rate' }), 'zh')).toBe('99.99 %')
    expect(keptText(figure({ v: 12_345 }), 'en')).toBe('12,345')
    expect(keptText(figure({ v: null, state: 'suppressed' }), 'zh')).toBe('不显示')
    expect(keptText(figure({ v: 3, state: 'stale' }), 'zh')).toBe('3（过期）')
  })
})
