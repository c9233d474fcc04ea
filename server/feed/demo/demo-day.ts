import type { GridEvent } from '../../../shared/domain/grid-event.ts'
import { birthsIn, lifeOf, LONGEST_WALK } from './case-births.ts'
import { roomEventsIn } from './command-room.ts'
import type { DemoCity } from './demo-city.ts'
import { hazardsIn } from './hazard-bands.ts'
import { LONGEST_SERVICE, selfHandledIn, servicesIn } from './neighbourhood.ts'
import { checksIn } from './rounds.ts'
import { alivesIn, readingsIn } from './sensors.ts'

const minuteOf = (event: GridEvent) => Math.floor(Date.parse(event.occurredAt) / 60_000)

/** What a minute brings by itself, without the later steps of what began before. */
function standalone(city: DemoCity, minute: number): GridEvent[] {
  return [
    ...selfHandledIn(city, minute),
    ...checksIn(city, minute),
    ...readingsIn(city, minute),
    ...alivesIn(city, minute),
    ...roomEventsIn(city, minute),
    ...hazardsIn(city, minute),
  ]
}

function lives(city: DemoCity, minute: number): GridEvent[] {
  return [...birthsIn(city, minute).flatMap((birth) => lifeOf(city, birth)), ...servicesIn(city, minute)]
}

function inOrder(events: GridEvent[]): GridEvent[] {
  return events.sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : a.occurredAt > b.occurredAt ? 1 : a.id < b.id ? -1 : 1))
}

/**
 * All events of one epoch minute in time order: a pure function of seed, city and minute. FE3
 * Slow (it looks back over everything that may still go on); the player uses `DemoDay`, which gives the same.
 */
export function eventsOfMinute(city: DemoCity, minute: number, bornSince = minute - LONGEST_WALK): GridEvent[] {
  const begun: GridEvent[] = []
  for (let born = Math.max(bornSince, minute - LONGEST_WALK); born <= minute; born++)
    begun.push(...lives(city, born).filter((event) => minuteOf(event) === minute))
  return inOrder([...standalone(city, minute), ...begun])
}

/** Minute after minute from a beginning: what began before it goes on only if the log knows it. */
export class DemoDay {
  readonly #city: DemoCity
  readonly #waiting = new Map<number, GridEvent[]>()
  #next: number

  /**
   * `first`: the first minute to be played. `known`: the log already holds everything up to this minute
   * (undefined: it is empty); what began before it goes on, also the steps that fell into a longer pause.
   */
  constructor(city: DemoCity, first: number, known: number | undefined) {
    this.#city = city
    this.#next = first
    if (known === undefined) return
    for (let born = Math.max(known, first) - Math.max(LONGEST_WALK, LONGEST_SERVICE); born <= known; born++)
      for (const event of lives(city, born)) if (minuteOf(event) >= known) this.#wait(event, Math.max(first, minuteOf(event)))
  }

  get next(): number {
    return this.#next
  }

  #wait(event: GridEvent, minute: number): void {
    const list = this.#waiting.get(minute)
    if (list) list.push(event)
    else this.#waiting.set(minute, [event])
  }

  /** The events of the next minute, in time order. */
  take(): GridEvent[] {
    const minute = this.#next++
    for (const event of lives(this.#city, minute)) this.#wait(event, minuteOf(event))
    const due = this.#waiting.get(minute) ?? []
    this.#waiting.delete(minute)
    return inOrder([...standalone(this.#city, minute), ...due])
  }
}
