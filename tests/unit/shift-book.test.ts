import { describe, expect, it } from 'vitest'
import { ShiftBook } from '../../server/publish/shift-book.ts'
import { createMemoryEventLog } from '../../server/log/memory-event-log.ts'
import { forgetNotes } from '../../server/runtime/forget-notes.ts'

const DAY = 86_400
const note = (text: string) => ({ act: 'shift-note' as const, text, post: 'desk', node: 'C', key: '' })
const entry = (text: string, at: number) => {
  const body = new TextEncoder().encode(JSON.stringify(note(text)))
  return { kind: 'act' as const, count: 1, at, prints: new Uint8Array(0), body }
}

describe('shift book', () => {
  // Fault seen: the words kept in the log.
  it('[SH2] the words of a note older than thirty days leave the book and the log; that it was written stays', async () => {
    const log = createMemoryEventLog()
    await log.append([entry('old words', 0), entry('new words', 2 * DAY)])
    const book = new ShiftBook(log)
    expect(book.notes(30 * DAY + 1).map(({ act }) => act.text)).toEqual(['new words'])
    expect(await forgetNotes(log, 30 * DAY + 1)).toBe(1)
    expect(await forgetNotes(log, 30 * DAY + 1)).toBe(0)
    const kept = [...log.acts()].map(({ body }) => JSON.parse(new TextDecoder().decode(body)) as { text: string; post: string })
    expect(kept).toMatchObject([{ text: '', post: 'desk' }, { text: 'new words' }])
    expect(new ShiftBook(log).notes(DAY)).toHaveLength(1)
  })

  it('[SH3] what was done is counted by kind since a second', () => {
    const book = new ShiftBook(createMemoryEventLog())
    book.take(note('a'), { seq: 1, at: 10 })
    book.take(note('b'), { seq: 2, at: 20 })
    book.take({ act: 'alarm', action: 'ack', ids: ['x'], post: 'desk', comment: '', minutes: 0, key: '' }, { seq: 3, at: 30 })
    expect(book.done(10)).toEqual([
      { what: 'note', count: 1 },
      { what: 'ack', count: 1 },
    ])
  })
})
