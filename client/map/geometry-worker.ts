import { buffersOf } from './build-geometry.ts'
import type { GeometryAnswer, GeometryAsk } from './geometry-messages.ts'
import { readHomes, readLevel, readNames, readWater } from './geometry-work.ts'

/** Files that came before they were asked for. */
const early = new Map<string, Promise<Uint8Array>>()

async function load(url: string): Promise<Uint8Array> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  return new Uint8Array(await answer.arrayBuffer())
}

/** Each file is kept until it is first asked for; one that did not come early is then loaded. */
function bytesAt(url: string): Promise<Uint8Array> {
  const came = early.get(url)
  early.delete(url)
  return came?.catch(() => load(url)) ?? load(url)
}

function loadEarly(url: string): void {
  const coming = load(url)
  coming.catch(() => undefined)
  early.set(url, coming)
}

async function answer(ask: GeometryAsk): Promise<GeometryAnswer> {
  switch (ask.kind) {
    case 'names':
      ask.soon.forEach(loadEarly)
      return { kind: 'names', ask: ask.ask, names: readNames(await bytesAt(ask.url)) }
    case 'level': {
      const files = await Promise.all(ask.urls.map(bytesAt))
      return { kind: 'level', ask: ask.ask, geometry: readLevel(ask.level, ask.codes, ask.plane, files) }
    }
    case 'homes':
      return { kind: 'homes', ask: ask.ask, homes: readHomes(ask.street, ask.plane, await bytesAt(ask.url)) }
    case 'water':
      return { kind: 'water', ask: ask.ask, water: readWater(ask.plane, await bytesAt(ask.url)) }
  }
}

self.addEventListener('message', ({ data: ask }: MessageEvent<GeometryAsk>) => {
  answer(ask)
    .catch((error: unknown): GeometryAnswer => ({ kind: 'failed', ask: ask.ask, reason: String(error) }))
    .then((said) => self.postMessage(said, { transfer: said.kind === 'level' ? buffersOf(said.geometry) : [] }))
    .catch(reportError)
})
