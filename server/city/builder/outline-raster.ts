type Position = readonly [lng: number, lat: number]

/** Squares a degree: the grain on which the outlines were drawn (about 100 m). */
export const GRAIN = 1024

/** District labels on the outlines' own grain; 0 is outside the city. Square (x, y) lies north-east of corner (x, y). */
export interface OutlineRaster {
  readonly west: number
  readonly south: number
  readonly width: number
  readonly height: number
  readonly labels: Uint8Array
}

/** An outline and what each position in it is labelled. */
export interface LabelledOutline {
  readonly ring: readonly Position[]
  readonly labelAt: (lng: number, lat: number) => number
}

const MARGIN = 4

function frame(outlines: readonly LabelledOutline[]): OutlineRaster {
  const all = outlines.flatMap(({ ring }) => ring)
  const least = (k: 0 | 1) => Math.floor(all.reduce((min, p) => Math.min(min, p[k]), Infinity) * GRAIN) - MARGIN
  const most = (k: 0 | 1) => Math.ceil(all.reduce((max, p) => Math.max(max, p[k]), -Infinity) * GRAIN) + MARGIN
  const [west, south] = [least(0), least(1)]
  const [width, height] = [most(0) - west, most(1) - south]
  return { west, south, width, height, labels: new Uint8Array(width * height) }
}

function crossings(ring: readonly Position[], lat: number): number[] {
  const found: number[] = []
  ring.forEach(([bx, by], i) => {
    const [ax, ay] = ring[(i + ring.length - 1) % ring.length] ?? [bx, by]
    if (ay > lat !== by > lat) found.push(ax + ((lat - ay) / (by - ay)) * (bx - ax))
  })
  return found.sort((a, b) => a - b)
}

function paint(raster: OutlineRaster, { ring, labelAt }: LabelledOutline): void {
  for (let y = 0; y < raster.height; y++) {
    const lat = (raster.south + y + 0.5) / GRAIN
    const found = crossings(ring, lat)
    for (let k = 0; k + 1 < found.length; k += 2) {
      const from = Math.ceil((found[k] ?? 0) * GRAIN - 0.5) - raster.west
      const to = Math.ceil((found[k + 1] ?? 0) * GRAIN - 0.5) - raster.west
      for (let x = from; x < to; x++) {
        const at = y * raster.width + x
        if (raster.labels[at] === 0) raster.labels[at] = labelAt((raster.west + x + 0.5) / GRAIN, lat)
      }
    }
  }
}

/** Gives a square the label that most of its eight neighbours have, where `wants` says so; false when nothing changed. */
function vote(
  { labels, width, height }: OutlineRaster,
  wants: (label: number, votes: number, winner: number) => boolean,
): boolean {
  const before = labels.slice()
  const votes = new Uint8Array(256)
  let changed = false
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const around = [at - width - 1, at - width, at - width + 1, at - 1, at + 1, at + width - 1, at + width, at + width + 1]
      if (around.every((n) => before[n] === before[at])) continue
      votes.fill(0)
      let winner = 0
      for (const n of around) {
        const label = before[n] as number
        votes[label] = (votes[label] ?? 0) + 1
        if ((votes[label] ?? 0) > (votes[winner] ?? 0)) winner = label
      }
      if (winner === before[at] || !wants(before[at] as number, votes[winner] as number, winner)) continue
      labels[at] = winner
      changed = true
    }
  return changed
}

/** Four-connected pieces: the number of each square's piece and the size of each piece. */
function pieces({ labels, width }: OutlineRaster): { piece: Int32Array; sizes: number[] } {
  const piece = new Int32Array(labels.length).fill(-1)
  const sizes: number[] = []
  const queue = new Int32Array(labels.length)
  for (let start = 0; start < labels.length; start++) {
    if (piece[start] !== -1) continue
    let [head, tail] = [0, 0]
    queue[tail++] = start
    piece[start] = sizes.length
    while (head < tail) {
      const at = queue[head++] as number
      for (const next of [at - 1, at + 1, at - width, at + width]) {
        if (next < 0 || next >= labels.length || piece[next] !== -1 || labels[next] !== labels[at]) continue
        if (Math.abs((next % width) - (at % width)) > 1) continue
        piece[next] = sizes.length
        queue[tail++] = next
      }
    }
    sizes.push(tail)
  }
  return { piece, sizes }
}

/** Leaves one piece a label; every other square goes to a neighbouring label that stays. */
function keepLargest(raster: OutlineRaster): void {
  const { labels, width } = raster
  const { piece, sizes } = pieces(raster)
  const largest = new Map<number, number>()
  labels.forEach((label, at) => {
    const own = piece[at] as number
    const best = largest.get(label)
    if (best === undefined || (sizes[own] as number) > (sizes[best] as number)) largest.set(label, own)
  })
  let lost = [...labels.keys()].filter((at) => largest.get(labels[at] as number) !== piece[at])
  const open = new Set(lost)
  while (lost.length > 0) {
    const taken: [number, number][] = []
    for (const at of lost) {
      const near = [at - 1, at + 1, at - width, at + width].find((n) => n >= 0 && n < labels.length && !open.has(n))
      if (near !== undefined) taken.push([at, labels[near] as number])
    }
    for (const [at, label] of taken) {
      labels[at] = label
      open.delete(at)
    }
    lost = [...open]
  }
}

/** Four squares that meet in a chequer would let two outlines touch in one corner; one of them gives way. */
function openChequers({ labels, width, height }: OutlineRaster): boolean {
  let changed = false
  for (let y = 0; y + 1 < height; y++)
    for (let x = 0; x + 1 < width; x++) {
      const at = y * width + x
      const [a, b, c, d] = [labels[at], labels[at + 1], labels[at + width], labels[at + width + 1]]
      if (a !== d || b !== c || a === b) continue
      labels[at] = b as number
      changed = true
    }
  return changed
}

/** Paints the outlines, closes the seams between them, and leaves every label in one piece. */
export function rasterOf(outlines: readonly LabelledOutline[]): OutlineRaster {
  const raster = frame(outlines)
  for (const outline of outlines) paint(raster, outline)
  for (let round = 0; round < 4; round++) vote(raster, (label, votes, winner) => label === 0 && winner !== 0 && votes >= 4)
  for (let round = 0; round < 2; round++) vote(raster, (_label, votes) => votes >= 5)
  do keepLargest(raster)
  while (openChequers(raster))
  return raster
}
