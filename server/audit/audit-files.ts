import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { AuditRow } from './audit-row.ts'

const FILE = /^\d{4}-\d{2}\.ndjson$/
const HEAD = 'head.json'

/** The trail's folder inside a data folder. */
export const auditFolder = (dataDir: string): string => join(dataDir, 'audit')
export const headFile = (folder: string): string => join(folder, HEAD)

/** The files of a trail, one a month, the oldest first. */
export function auditFiles(folder: string): readonly string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => FILE.test(name))
        .toSorted()
    : []
}

/** The lines of one month as they stand; the last is '' where the file ends as it should. */
export function linesOf(folder: string, file: string): readonly string[] {
  return readFileSync(join(folder, file), 'utf8').split('\n')
}

/** A row of the trail; undefined for a line that is none. */
export function rowOf(line: string): AuditRow | undefined {
  try {
    const row = JSON.parse(line) as Partial<AuditRow> | null
    return typeof row?.n === 'number' && typeof row.hash === 'string' ? (row as AuditRow) : undefined
  } catch {
    return undefined
  }
}

/** The newest row that was certainly written; undefined where none was noted. */
export function readHead(folder: string): { readonly n: number; readonly hash: string } | undefined {
  return existsSync(headFile(folder)) ? rowOf(readFileSync(headFile(folder), 'utf8')) : undefined
}
