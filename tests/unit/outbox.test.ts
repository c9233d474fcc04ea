import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaseAct } from '../../shared/domain/case-act.ts'
import { createActDoor } from '../../server/ingest/act-door.ts'
import { createMemoryEventLog } from '../../server/log/memory-event-log.ts'
import { createOutbox, waitAfter } from '../../server/outbox/outbox.ts'
import type { Delivery } from '../../server/outbox/record-port.ts'
import { isSigned, signatureOf } from '../../server/outbox/signature.ts'
import { manualClock } from '../support/manual-clock.ts'

const actOf = (n: number, caseId = 'k', key = ''): CaseAct => ({
  act: 'case',
  id: n.toString(16).padStart(24, '0'),
  caseId,
  action: 'urge',
  post: 'desk',
  comment: '',
  key,
})

/** An outbox over a log, and a system of record that answers as told. */
function opened(log = createMemoryEventLog()) {
  const clock = manualClock(() => 0)
  const sent: string[] = []
  const answers: Delivery[] = []
  const fold = { apply: () => undefined }
  const acts = createActDoor({ log, fold, citySecond: () => 1000, onCommitted: () => undefined })
  const port = (act: CaseAct) => {
    sent.push(act.id)
    return Promise.resolve(answers.shift() ?? ({ kind: 'failed', reason: 'down' } as const))
  }
  const outbox = createOutbox({ log, acts, port, clock, random: () => 1, onFailed: () => undefined })
  return { log, clock, sent, answers, outbox }
}
const settle = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}

describe('outbox to the system of record', () => {
  // Fault seen: attempts that stop after the first failure.
  test('[OB3] an act is tried again with growing waits until it is taken, and awaits its receipt', async () => {
    const { outbox, sent, answers, clock } = opened()
    await outbox.send(actOf(1))
    await settle()
    expect([sent.length, outbox.of('k')[0]?.state]).toEqual([1, 'awaiting'])
    for (const ms of [1000, 2000, 4000]) {
      clock.advance(ms - 1)
      await settle()
      const before = sent.length
      if (ms === 4000) answers.push({ kind: 'taken', number: 'R-7' })
      clock.advance(1)
      await settle()
      expect(sent.length).toBe(before + 1)
    }
    expect(outbox.of('k')).toMatchObject([{ state: 'received', number: 'R-7' }])
    clock.advance(3_600_000)
    expect(sent.length).toBe(4)
  })

  test('[OB1] [OB2] acts and receipts are log entries: a new process goes on with what has no receipt, under the same number', async () => {
    const first = opened()
    first.answers.push({ kind: 'taken', number: 'R-1' }, { kind: 'taken' }, { kind: 'refused', number: 'HTTP-422' })
    for (const n of [1, 2, 3]) await first.outbox.send(actOf(n, `c${n}`))
    await settle()
    first.outbox.stop()
    const second = opened(first.log)
    await settle()
    expect(second.sent).toEqual([actOf(2).id])
    const states = ['c1', 'c2', 'c3'].map((id) => second.outbox.of(id)[0]?.state)
    expect(states).toEqual(['received', 'awaiting', 'refused'])
    expect([
      await second.outbox.receive(actOf(2).id, 'received', 'R-2'),
      await second.outbox.receive('f'.repeat(24), 'received', ''),
    ]).toEqual([true, false])
    expect(await second.outbox.receive(actOf(2).id, 'refused', 'late')).toBe(true)
    expect(second.outbox.of('c2')).toMatchObject([{ state: 'received', number: 'R-2' }])
  })

  test('[OB3] acts on one case go out in their order, of other cases at once', async () => {
    const { outbox, sent, answers, clock } = opened()
    await outbox.send(actOf(1))
    await outbox.send(actOf(2))
    await outbox.send(actOf(3, 'other'))
    await settle()
    expect(sent).toEqual([1, 3].map((n) => actOf(n).id))
    answers.push({ kind: 'taken', number: '' }, { kind: 'taken', number: '' }, { kind: 'taken', number: '' })
    clock.advance(1000)
    await settle()
    expect(new Set(sent.slice(2))).toEqual(new Set([1, 2, 3].map((n) => actOf(n).id)))
    expect(outbox.of('k').map(({ state }) => state)).toEqual(['received', 'received'])
  })

  test('[OB1] the same key is the same act; another act under it is refused', async () => {
    const { outbox, sent, answers } = opened()
    answers.push({ kind: 'taken', number: '' })
    const act = actOf(1, 'k', 'key')
    const receipts = [await outbox.send(act), await outbox.send(act), await outbox.send({ ...act, comment: 'x' })]
    await settle()
    expect(receipts).toEqual([{ seq: 1, at: 1000 }, { seq: 1, at: 1000 }, 'other-act'])
    expect([sent.length, outbox.of('k').length]).toEqual([1, 1])
  })

  test('[OB3] waits are capped and jittered; signatures hold for body, secret and five minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, share) => {
        const wait = waitAfter(attempt, () => share)
        expect(wait).toBeGreaterThanOrEqual(500)
        expect(wait).toBeLessThanOrEqual(300_000)
      }),
    )
    const [secret, second, body] = ['0123456789abcdef', 1_800_000_000, '{"a":1}']
    const header = signatureOf(secret, second, body)
    const at = (shift: number, own = secret) => ({ secret: own, second: second + shift })
    expect([isSigned(header, body, at(300)), isSigned(header, body, at(301)), isSigned(header, body, at(-301))]).toEqual([
      true,
      false,
      false,
    ])
    expect([
      isSigned(header, `${body} `, at(0)),
      isSigned(header, body, at(0, 'another secret 16')),
      isSigned(undefined, body, at(0)),
    ]).toEqual([false, false, false])
  })
})
