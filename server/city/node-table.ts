import { parse } from 'csv-parse/sync'
import type { CityManifest } from '../../shared/domain/city.ts'
import { DATE_COLUMNS, SUCCESSOR_COLUMN } from './node-dates.ts'
import type { PackFault, PackFaultKind } from './pack-fault.ts'

/** Rows of a pack's `nodes` file as columns, in file order. */
export interface NodeTable {
  readonly codes: readonly string[]
  /** Row of the parent, −1 for the root. */
  readonly parents: Int32Array
  /** Position in the manifest's levels. */
  readonly levels: Uint8Array
  /** Empty where the level's pattern names the node. */
  readonly zh: readonly string[]
  readonly en: readonly string[]
  /** NaN where the row has none. */
  readonly x: Float64Array
  readonly y: Float64Array
}

const REQUIRED = ['code', 'parent', 'level', 'zh', 'en'] as const
const CODE = /^[A-Za-z0-9._:-]{1,64}$/
const DAY = /^\d{4}-\d{2}-\d{2}$/
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/

interface Draft {
  readonly table: NodeTable
  readonly parentCodes: readonly string[]
  /** Code of the node that took the row's place, '' for none. */
  readonly successors: readonly string[]
  readonly faults: PackFault[]
}

type Say = (kind: PackFaultKind, row: number, message: string) => void

function columnOf(rows: readonly string[][], at: number): string[] {
  return rows.map((row) => (at < 0 ? '' : (row[at] ?? '').trim()))
}

function numbersOf(texts: readonly string[]): Float64Array {
  return Float64Array.from(texts, (text) => (text === '' ? Number.NaN : Number(text)))
}

/** Rows as cells; a file without quotes, as large ones are, needs no grammar (0.2 s instead of 1 s for Hangzhou). */
function cellsOf(content: Buffer): string[][] {
  const text = content.toString('utf8').replace(/^\uFEFF/, '')
  if (text.includes('"')) return parse(text, { skip_empty_lines: true, relax_column_count: true })
  return text.split(/\r?\n/).flatMap((line) => (line === '' ? [] : [line.split(',')]))
}

function draftOf(lines: string[][], manifest: CityManifest): Draft {
  const faults: PackFault[] = []
  const header = (lines[0] ?? []).map((name) => name.trim())
  for (const name of REQUIRED)
    if (!header.includes(name))
      faults.push({ kind: 'bad-file', file: manifest.nodes, at: 'line 1', message: `the column ${name} is missing` })
  const rows = lines.slice(1)
  const column = (name: string) => columnOf(rows, header.indexOf(name))
  const known = new Map(manifest.levels.map(({ level }, at) => [level, at]))
  const levelWords = column('level')
  const levels = Uint8Array.from(levelWords, (word) => known.get(word) ?? 255)
  const say: Say = (kind, row, message) => faults.push({ kind, file: manifest.nodes, at: `line ${row + 2}`, message })
  levels.forEach((level, row) => {
    if (level === 255) say('wrong-level', row, `"${levelWords[row] ?? ''}" is not one of the manifest's levels`)
  })
  for (const name of DATE_COLUMNS)
    column(name).forEach((text, row) => {
      if (text !== '' && !DAY.test(text)) say('bad-file', row, `${name} "${text.slice(0, 20)}" is not YYYY-MM-DD`)
    })
  const [codes, zh, en] = [column('code'), column('zh'), column('en')]
  codes.forEach((code, row) => textFaults(say, row, [code, zh[row] ?? '', en[row] ?? '']))
  const [x, y] = [numbersOf(column('lng')), numbersOf(column('lat'))]
  const table = { codes, parents: new Int32Array(rows.length), levels, zh, en, x, y }
  return { table, parentCodes: column('parent'), successors: column(SUCCESSOR_COLUMN), faults }
}

function textFaults(say: Say, row: number, [code = '', zh = '', en = '']: readonly string[]): void {
  if (!CODE.test(code)) say('bad-name', row, 'the code must be 1 to 64 letters, digits or . _ : -')
  if (zh === '' && en === '') return
  if (zh === '' || en === '') say('bad-name', row, 'a node has both names or, to follow its level, neither')
  if (zh.length > 80 || en.length > 120 || CONTROL.test(zh + en))
    say('bad-name', row, 'a name is too long or has control characters')
}

/** Follows each row up; a row met again on its own way is a cycle. */
function cycleFaults(table: NodeTable, file: string): PackFault[] {
  const state = new Uint8Array(table.codes.length)
  const faults: PackFault[] = []
  for (let start = 0; start < state.length; start++) {
    const path: number[] = []
    let row = start
    while (row >= 0 && state[row] === 0) {
      state[row] = 1
      path.push(row)
      row = table.parents[row] ?? -1
    }
    if (row >= 0 && state[row] === 1) {
      const names = path.slice(path.indexOf(row)).map((r) => table.codes[r] ?? '')
      faults.push({ kind: 'cycle', file, at: `line ${row + 2}`, message: `is its own ancestor: ${names.join(' → ')}` })
    }
    for (const seen of path) state[seen] = 2
  }
  return faults
}

/** A successor is a node of the same level, and whoever follows successors comes to an end. CP13 */
function successorFaults({ table, successors }: Draft, rowOf: ReadonlyMap<string, number>, say: Say): void {
  successors.forEach((code, row) => {
    if (code === '') return
    const next = rowOf.get(code)
    if (next === undefined) say('unknown-code', row, `its successor ${code} is not in the file`)
    else if (table.levels[next] !== table.levels[row]) say('wrong-level', row, `its successor ${code} is of another level`)
    const seen = new Set([row])
    for (let at = next; at !== undefined; at = rowOf.get(successors[at] ?? '')) {
      if (seen.has(at)) return say('cycle', row, 'following its successors leads back to one of them')
      seen.add(at)
    }
  })
}

function linkFaults(draft: Draft, manifest: CityManifest): PackFault[] {
  const { table, parentCodes } = draft
  const faults: PackFault[] = []
  const say: Say = (kind, row, message) => faults.push({ kind, file: manifest.nodes, at: `line ${row + 2}`, message })
  const rowOf = new Map<string, number>()
  table.codes.forEach((code, row) => {
    const first = rowOf.get(code)
    if (first === undefined) rowOf.set(code, row)
    else say('duplicate-code', row, `${code} stands in line ${first + 2} already`)
  })
  let roots = 0
  table.codes.forEach((code, row) => {
    const parentCode = parentCodes[row] ?? ''
    const parent = parentCode === '' ? -1 : rowOf.get(parentCode)
    table.parents[row] = parent ?? -1
    if (parentCode === '') {
      roots++
      if (code !== manifest.code || table.levels[row] !== 0)
        say('orphan', row, `${code} has no parent but is not the root ${manifest.code}`)
    } else if (parent === undefined) say('orphan', row, `its parent ${parentCode} is not in the file`)
    else if (table.levels[row] !== (table.levels[parent] ?? 0) + 1)
      say('wrong-level', row, `${code} is not one level below its parent ${parentCode}`)
  })
  successorFaults(draft, rowOf, say)
  if (roots === 0) faults.push({ kind: 'orphan', file: manifest.nodes, at: '', message: `the root ${manifest.code} is missing` })
  return [...faults, ...cycleFaults(table, manifest.nodes)]
}

/** Parses the node rows and lists what is wrong with them (CP2, CP3). The table is meaningful only without faults. */
export function readNodeTable(content: Buffer, manifest: CityManifest): { table: NodeTable; faults: PackFault[] } {
  let lines: string[][]
  try {
    lines = cellsOf(content)
  } catch (reason) {
    const message = reason instanceof Error ? reason.message : String(reason)
    return { table: draftOf([], manifest).table, faults: [{ kind: 'bad-file', file: manifest.nodes, at: '', message }] }
  }
  const draft = draftOf(lines, manifest)
  return { table: draft.table, faults: [...draft.faults, ...linkFaults(draft, manifest)] }
}
