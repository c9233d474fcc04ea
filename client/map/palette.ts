import type { Rgb } from './figure-layer.ts'

const SIZE = 256

/** `#104B29` as three bytes. */
export function rgbOf(hex: string): Rgb {
  const n = Number.parseInt(hex.slice(1), 16)
  return [n >> 16, (n >> 8) & 255, n & 255]
}

/**
 * A palette whose first colours are given and whose rest repeats the last. `through` (0 … 1, absent: 1) is the share
 * that each lets through of what its layer lets through of water below, in the place of alpha.
 */
export function stepPalette(colours: readonly Rgb[], through: readonly number[] = []): Uint8Array {
  const palette = new Uint8Array(SIZE * 4)
  for (let i = 0; i < SIZE; i++) {
    const at = Math.min(i, colours.length - 1)
    const [r, g, b] = colours[at] ?? [0, 0, 0]
    palette.set([r, g, b, Math.round(255 * (through[at] ?? 1))], i * 4)
  }
  return palette
}

const toLinear = (byte: number) => (byte / 255) ** 2.2
const toByte = (linear: number) => Math.round(255 * linear ** (1 / 2.2))

/** A smooth palette through the given colours at equal distances, mixed in linear light. */
export function rampPalette(stops: readonly Rgb[]): Uint8Array {
  const palette = new Uint8Array(SIZE * 4)
  for (let i = 0; i < SIZE; i++) {
    const place = (i / (SIZE - 1)) * (stops.length - 1)
    const low = stops[Math.floor(place)] ?? [0, 0, 0]
    const high = stops[Math.min(stops.length - 1, Math.floor(place) + 1)] ?? low
    const part = place - Math.floor(place)
    const mix = (k: 0 | 1 | 2) => toByte(toLinear(low[k]) * (1 - part) + toLinear(high[k]) * part)
    palette.set([mix(0), mix(1), mix(2), 255], i * 4)
  }
  return palette
}

/** Colour at an index of a palette. */
export function paletteRgb(palette: Uint8Array, index: number): Rgb {
  return [palette[4 * index] ?? 0, palette[4 * index + 1] ?? 0, palette[4 * index + 2] ?? 0]
}
