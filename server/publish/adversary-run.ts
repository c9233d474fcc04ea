import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Value } from '@sinclair/typebox/value'
import { PROJECT_ROOT } from '../project-root.ts'
import { ADVERSARY_RUN, type AdversaryRun } from '../../shared/protocol/privacy-ledger.ts'

const ENGINE = join(PROJECT_ROOT, 'server/release')
const RECORD = join(ENGINE, 'last-adversary-run.json')

/** Hash of the publication engine as it lies on this disk: a run speaks of the engine it attacked. */
export function engineHash(): string {
  const hash = createHash('sha256')
  const files = readdirSync(ENGINE).filter((name) => name.endsWith('.ts'))
  for (const file of files.toSorted()) hash.update(file).update(readFileSync(join(ENGINE, file)))
  return hash.digest('hex').slice(0, 16)
}

/** The record of the last run, undefined where none was written or it cannot be read. */
export function lastAdversaryRun(): AdversaryRun | undefined {
  if (!existsSync(RECORD)) return undefined
  const record: unknown = JSON.parse(readFileSync(RECORD, 'utf8'))
  return Value.Check(ADVERSARY_RUN, record) ? record : undefined
}

/** Written by the adversary itself, at its end. */
export function recordAdversaryRun(run: Omit<AdversaryRun, 'engine'>): void {
  writeFileSync(RECORD, `${JSON.stringify({ ...run, engine: engineHash() }, null, 2)}\n`)
}
