import type { BundleIndex } from '../../shared/geo/bundle.ts'
import type { PlaceBook } from './gate.ts'

/** Which part of the city each file of a bundle holds: homes lie in one street, outlines of fine levels under one area. AC3 */
export function cityFiles(index: BundleIndex): PlaceBook['filePart'] {
  type Part = readonly [file: string, part: { readonly code: string; readonly around: boolean }]
  const homes = Object.entries(index.homes).map(([code, { file }]): Part => [file, { code, around: false }])
  const split = index.levels.filter(({ cells }) => cells.length > 1).flatMap(({ cells }) => cells)
  const outlines = split.map(({ file, under }): Part => [file, { code: under, around: true }])
  const parts = new Map([...homes, ...outlines])
  return (file) => parts.get(file)
}
