import type { PackLife } from '../runtime/pack-acts.ts'
import { isoTime } from './read-parts.ts'

/** Changes told at most, the newest. */
const MOST_CHANGES = 20

/** The pack that runs, file by file with the day since when it is so, and what changed when, the newest first; without log numbers, which count what is person-related. CP18 PR10 */
export function describePack({ hash, files, acts }: PackLife): object {
  const since = new Map(acts.flatMap(({ at, changed }) => changed.map(({ file }) => [file, isoTime(at * 1000)] as const)))
  return {
    hash,
    files: files.map((file) => ({ ...file, since: since.get(file.file) })),
    changes: acts
      .slice(-MOST_CHANGES)
      .reverse()
      .map(({ at, hash: was, changed }) => ({ at: isoTime(at * 1000), hash: was, changed })),
  }
}
