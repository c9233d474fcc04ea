import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { PROJECT_ROOT } from '../project-root.ts'
import type { AlarmRules } from '../../shared/domain/alarm-rules.ts'
import type { Catalogue } from '../../shared/domain/catalogue.ts'
import type { CityManifest } from '../../shared/domain/city.ts'
import type { RuleBook } from '../../shared/domain/rule-book.ts'
import type { WorkCalendar } from '../../shared/domain/work-calendar.ts'
import { WrongConfiguration } from '../runtime/wrong-configuration.ts'
import { AUTO_LEVELS, AUTO_ROOT, autoTree } from './auto-tree.ts'
import { bundleOf, keepBundle, keepFaults, levelsOf, readVerdict } from './bundle-store.ts'
import { checkPack } from './check-pack.ts'
import type { CityBundle } from './city-bundle.ts'
import type { CityTree } from './city-tree.ts'
import { compileBundle, type CompiledBundle } from './compile-bundle.ts'
import { BrokenPack } from './pack-fault.ts'
import { readPack, type PackFiles } from './pack-files.ts'
import { packDigests, type PackFile } from './pack-digests.ts'
import { readNodeDates, type DatedNode } from './node-dates.ts'
import { packTree } from './pack-tree.ts'
import { readWords, wordFaults } from './pack-words.ts'

const BUNDLED = join(PROJECT_ROOT, 'public/cities')
const AUTO = 'auto'

/** A city ready to run. */
export interface City {
  readonly tree: CityTree
  readonly manifest: CityManifest
  readonly catalogue: Catalogue
  readonly rules: RuleBook
  /** Nodes that are not valid at all times. */
  readonly dated: readonly DatedNode[]
  /** Absent where the pack names none: then no due time is computed. */
  readonly workCalendar?: WorkCalendar | undefined
  readonly alarms: AlarmRules
  /** The pack's own font, for characters that the shipped one lacks. */
  readonly font?: Buffer | undefined
  /** Where the pack lies; its base map is read from there. */
  readonly folder: string
  /** For `auto` an index without files. */
  readonly bundle: CityBundle
  /** Names the pack's content; snapshots made under another one are not this city's. */
  readonly packHash: string
  /** What the pack is made of. */
  readonly files: readonly PackFile[]
}

export interface LoadCityOptions {
  /** A bundled city's id, a pack's folder, or `auto`. */
  readonly city: string
  /** Where verdicts and compiled bundles are remembered. */
  readonly cacheDir: string
}

function folderOf(city: string): string {
  const bundled = join(BUNDLED, city)
  if (/^[a-z][a-z0-9-]*$/.test(city) && existsSync(join(bundled, 'city.json'))) return bundled
  const folder = resolve(city)
  if (existsSync(folder)) return folder
  throw new WrongConfiguration(`--city ${city}: neither a bundled city nor a folder; give a bundled id, a pack's folder, or auto`)
}

function checkAndCompile(files: PackFiles, cacheDir: string): CityBundle {
  const verdict = checkPack(files)
  if (verdict.kind === 'broken') {
    keepFaults(cacheDir, files.hash, verdict.faults)
    throw new BrokenPack(files.folder, verdict.faults)
  }
  const compiled = compileBundle(verdict.pack, files.manifest, files.hash)
  keepBundle(cacheDir, files.hash, compiled)
  return bundleOf(compiled)
}

function loadPack(folder: string, cacheDir: string): City {
  const pack = readPack(folder)
  if (pack.kind === 'broken') throw new BrokenPack(folder, pack.faults)
  const { files } = pack
  const known = readVerdict(cacheDir, files.hash)
  if (known?.kind === 'broken') throw new BrokenPack(folder, known.faults)
  const bundle = known?.bundle ?? checkAndCompile(files, cacheDir)
  const tree = packTree(files.manifest.levels, levelsOf(bundle))
  const dated = readNodeDates(files.read(files.manifest.nodes))
  const made = packDigests(files, files.packed)
  const font = files.manifest.font === undefined ? undefined : files.read(files.manifest.font)
  return { tree, manifest: files.manifest, ...readWords(files), dated, font, folder, bundle, packHash: files.hash, files: made }
}

const AUTO_MANIFEST: CityManifest = {
  id: AUTO,
  code: AUTO_ROOT,
  name: { zh: '自动网格', en: 'Automatic grid' },
  timezone: 'UTC',
  shiftStartHour: 8,
  periodStartDay: 1,
  crs: 'WGS84',
  levels: [...AUTO_LEVELS],
  nodes: '',
  catalogue: 'catalogue.json',
  rules: 'rules.json',
  notice: {
    boundaries: { zh: '六边形网格，非行政界线', en: 'Hexagons, not administrative boundaries' },
    approval: { zh: '审图号：无底图', en: 'Map approval: no base map' },
    sources: { zh: 'H3 网格', en: 'H3 grid' },
  },
}

/** The growing city: its catalogue and rules lie in a folder of their own, its areas come with the events. */
function loadAuto(): City {
  const folder = join(BUNDLED, AUTO)
  const read = (file: string) => readFileSync(join(folder, file))
  const bytes = new Map([AUTO_MANIFEST.catalogue, AUTO_MANIFEST.rules].map((file) => [file, read(file)]))
  const words = { folder, hash: '', manifest: AUTO_MANIFEST, packed: bytes, read }
  const faults = wordFaults(words)
  if (faults.length > 0) throw new BrokenPack(folder, faults)
  const content = createHash('sha256').update(read(AUTO_MANIFEST.catalogue)).update(read(AUTO_MANIFEST.rules))
  const packHash = content.digest('hex').slice(0, 32)
  const { id, code, name, timezone, notice } = AUTO_MANIFEST
  const levels = AUTO_LEVELS.map(({ level, role, name: own }) => ({ level, role, name: own, first: 0, count: 0, cells: [] }))
  const compiled: CompiledBundle = {
    index: { id, hash: packHash, name, rootCode: code, timezone, growing: true, levels, homes: {}, notice },
    files: new Map(),
  }
  const files = packDigests(words, bytes)
  return {
    tree: autoTree(),
    manifest: AUTO_MANIFEST,
    ...readWords(words),
    dated: [],
    folder,
    bundle: bundleOf(compiled),
    packHash,
    files,
  }
}

/** Loads a city; throws `BrokenPack` with every fault, `WrongConfiguration` where there is no such city (CP1 … CP6). */
export function loadCity({ city, cacheDir }: LoadCityOptions): City {
  return city === AUTO ? loadAuto() : loadPack(folderOf(city), cacheDir)
}
