import type { LatticeCell } from '../../shared/geo/cell-codec.ts'
import { fontCharacters } from './font-characters.ts'
import { coordinateReader, readPolygons } from './geometry-file.ts'
import { latticeCell, quantumOf } from './lattice-geometry.ts'
import type { PackFault } from './pack-fault.ts'
import type { PackFiles } from './pack-files.ts'

/** Rivers and lakes of a pack on a lattice of their own; no cells where it names none. */
export interface PackWater {
  readonly quantum: number
  readonly cells: readonly LatticeCell[]
}

function readWater({ manifest, read }: PackFiles): { water: PackWater; faults: readonly PackFault[] } {
  if (manifest.water === undefined) return { water: { quantum: 1, cells: [] }, faults: [] }
  const { geometry } = manifest.water
  const { polygons, faults } = readPolygons(geometry, read(geometry), coordinateReader(manifest))
  if (faults.length > 0) return { water: { quantum: 1, cells: [] }, faults }
  const quantum = quantumOf(polygons.flat().flatMap((ring) => [...ring]))
  return { water: { quantum, cells: polygons.map((rings) => latticeCell([rings], quantum)) }, faults }
}

function fontFaults({ manifest, read }: PackFiles): PackFault[] {
  const { font } = manifest
  if (font === undefined) return []
  try {
    fontCharacters(read(font))
    return []
  } catch (reason) {
    const why = reason instanceof Error ? reason.message : String(reason)
    return [{ kind: 'bad-file', file: font, at: '', message: `${why}; public/fonts/README.md says how to cut one` }]
  }
}

/** What a pack may bring beside its levels: water and a font (CP1, CP15). */
export function checkExtras(files: PackFiles): { readonly water: PackWater; readonly faults: readonly PackFault[] } {
  const { water, faults } = readWater(files)
  return { water, faults: [...faults, ...fontFaults(files)] }
}
