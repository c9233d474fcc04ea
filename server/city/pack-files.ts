import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { TypeCompiler } from '@sinclair/typebox/compiler'
import { CITY_MANIFEST, type CityManifest } from '../../shared/domain/city.ts'
import { gunzipBounded } from './bounded-gunzip.ts'
import type { PackFault } from './pack-fault.ts'

/** Raise when the checks or the bundle's format change: every pack is then checked and compiled again. */
const FORMAT = 2
const MANIFEST_FILE = 'city.json'

const manifestCheck = TypeCompiler.Compile(CITY_MANIFEST)

/** A pack as it lies on disk. */
export interface PackFiles {
  readonly folder: string
  /** SHA-256 over names and bytes of all files the manifest names, 32 hex digits. */
  readonly hash: string
  readonly manifest: CityManifest
  /** Every file with its bytes as they lie on disk, the manifest first. */
  readonly packed: ReadonlyMap<string, Uint8Array>
  /** Uncompressed content by the name that the manifest uses. */
  read(file: string): Buffer
}

export type ReadPack =
  { readonly kind: 'files'; readonly files: PackFiles } | { readonly kind: 'broken'; readonly faults: readonly PackFault[] }

function schemaFaults(parsed: unknown): PackFault[] {
  const noCrs = typeof parsed === 'object' && parsed !== null && !('crs' in parsed)
  const faults = [...manifestCheck.Errors(parsed)]
    .filter((error) => !(noCrs && error.path === '/crs'))
    .map((error): PackFault => ({ kind: 'bad-schema', file: MANIFEST_FILE, at: error.path || '/', message: error.message }))
  if (!noCrs) return faults
  const message = 'no coordinate system is declared; say "crs": "WGS84", "CGCS2000", "GCJ02", "BD09" or "LOCAL:<id>"'
  return [...faults, { kind: 'no-crs', file: MANIFEST_FILE, at: '/crs', message }]
}

/** Names of all files that a manifest refers to, but the base map: that one may be as large as a disk, and is served from it. */
export function filesOf(manifest: CityManifest): string[] {
  const geometry = manifest.levels.flatMap((level) => level.geometry ?? [])
  const { nodes, catalogue, rules, alarms, calendar, water, font } = manifest
  const optional = [alarms, calendar, water?.geometry, font].filter((file) => file !== undefined)
  return [...new Set([nodes, ...geometry, catalogue, rules, ...optional])]
}

function readManifest(path: string): { manifest?: CityManifest; faults: PackFault[] } {
  const fault = (kind: 'missing-file' | 'bad-file', message: string) => ({
    faults: [{ kind, file: MANIFEST_FILE, at: '', message }],
  })
  if (!existsSync(path)) return fault('missing-file', 'a pack is a folder with a city.json')
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return manifestCheck.Check(parsed) ? { manifest: parsed, faults: [] } : { faults: schemaFaults(parsed) }
  } catch (reason) {
    return fault('bad-file', `not JSON: ${reason instanceof Error ? reason.message : String(reason)}`)
  }
}

/** Leaving the pack's folder is a fault, so that a pack cannot make the server read and serve other files. */
function staysInside(file: string): boolean {
  return !file.startsWith('/') && !file.split(/[\\/]/).includes('..')
}

function unpacked(file: string, packed: Buffer): Buffer | Error {
  try {
    return file.endsWith('.gz') ? gunzipBounded(packed) : packed
  } catch (reason) {
    return reason instanceof Error ? reason : new Error(String(reason))
  }
}

/** Reads the manifest and the bytes of every file it names; nothing is parsed beyond the manifest. */
export function readPack(folder: string): ReadPack {
  const { manifest, faults } = readManifest(join(folder, MANIFEST_FILE))
  if (!manifest) return { kind: 'broken', faults }
  const hash = createHash('sha256').update(`gridwall city pack ${FORMAT}\n`).update(JSON.stringify(manifest))
  const bytes = new Map<string, Buffer>()
  const packed = new Map([[MANIFEST_FILE, readFileSync(join(folder, MANIFEST_FILE))]])
  for (const file of filesOf(manifest)) {
    if (!staysInside(file)) faults.push({ kind: 'missing-file', file, at: '', message: 'must lie inside the pack' })
    else if (!existsSync(join(folder, file)))
      faults.push({ kind: 'missing-file', file, at: '', message: 'named in city.json but not in the folder' })
    else {
      const onDisk = readFileSync(join(folder, file))
      packed.set(file, onDisk)
      hash.update(`\n${file} ${onDisk.length}\n`).update(onDisk)
      const content = unpacked(file, onDisk)
      if (content instanceof Error) faults.push({ kind: 'bad-file', file, at: '', message: content.message })
      else bytes.set(file, content)
    }
  }
  if (faults.length > 0) return { kind: 'broken', faults }
  const read = (file: string) => bytes.get(file) ?? Buffer.alloc(0)
  return { kind: 'files', files: { folder, hash: hash.digest('hex').slice(0, 32), manifest, packed, read } }
}

/** Files whose uncompressed SHA-256 is not what the manifest's `made.files` says (CP10). */
export function hashFaults({ manifest, read }: PackFiles): PackFault[] {
  return Object.entries(manifest.made?.files ?? {}).flatMap(([file, expected]): PackFault[] => {
    const actual = createHash('sha256').update(read(file)).digest('hex')
    const message = 'its content is not what the manifest was made with; build the pack again'
    return actual === expected ? [] : [{ kind: 'hash-differs', file, at: '', message }]
  })
}
