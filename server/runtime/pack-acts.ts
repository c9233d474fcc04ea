import { Type, type Static } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import type { PackFile } from '../city/pack-digests.ts'
import { LogFullError, type EventLog, type PendingEntry } from '../log/event-log.ts'

const strict = { additionalProperties: false }
const File = Type.Object({ file: Type.String(), sha256: Type.String(), version: Type.Optional(Type.String()) }, strict)
const Digest = Type.Omit(File, ['file'])
const Change = Type.Object({ file: Type.String(), before: Type.Optional(Digest), after: Type.Optional(Digest) }, strict)

/** That a server began to run on another pack than the one before: what it is made of, and what of it changed. CP18 */
const PACK_ACT = Type.Object(
  { act: Type.Literal('pack'), city: Type.String(), hash: Type.String(), files: Type.Array(File), changed: Type.Array(Change) },
  strict,
)
type PackAct = Static<typeof PACK_ACT>

/** A pack act as the log holds it; `at` is the city's clock, epoch seconds. */
export interface LoggedPack extends PackAct {
  readonly seq: number
  readonly at: number
}

/** The pack that runs, and every change of it that the log holds, oldest first. */
export interface PackLife {
  readonly hash: string
  readonly files: readonly PackFile[]
  readonly acts: readonly LoggedPack[]
}

export interface PackRun {
  readonly city: string
  readonly hash: string
  readonly files: readonly PackFile[]
}

export interface RecordPackParts {
  readonly log: EventLog
  readonly fold: { apply(entry: PendingEntry & { readonly firstSeq: number }): void }
  /** The city's clock, epoch seconds. */
  readonly at: number
  /** The log has no room: the change is told at a later start. */
  readonly onUnlogged: () => void
}

const digestOf = ({ sha256, version }: PackFile): Static<typeof Digest> => ({
  sha256,
  ...(version === undefined ? {} : { version }),
})

/** Files that differ, with what they were and are, in the order of their names. */
function changesOf(before: readonly PackFile[], after: readonly PackFile[]): Static<typeof Change>[] {
  const [old, now] = [before, after].map((files) => new Map(files.map((file) => [file.file, digestOf(file)]))) as [
    Map<string, Static<typeof Digest>>,
    Map<string, Static<typeof Digest>>,
  ]
  const names = [...new Set([...old.keys(), ...now.keys()])].toSorted()
  return names.flatMap((file) => {
    const [was, is] = [old.get(file), now.get(file)]
    if (was?.sha256 === is?.sha256) return []
    return [{ file, ...(was ? { before: was } : {}), ...(is ? { after: is } : {}) }]
  })
}

/** The pack acts of a log, oldest first. */
export function packActs(log: Pick<EventLog, 'acts'>): LoggedPack[] {
  return [...log.acts()].flatMap(({ body, firstSeq: seq, at }) => {
    const act: unknown = JSON.parse(new TextDecoder().decode(body))
    return Value.Check(PACK_ACT, act) ? [{ ...act, seq, at }] : []
  })
}

/** Logs which pack the server runs on, unless it is the one that the log names already; answers its life. CP18 */
export async function recordPack({ city, hash, files }: PackRun, parts: RecordPackParts): Promise<PackLife> {
  const { log, fold, at, onUnlogged } = parts
  const acts = packActs(log)
  const changed = changesOf(acts.at(-1)?.files ?? [], files)
  if (changed.length === 0) return { hash, files, acts }
  const act: PackAct = { act: 'pack', city, hash, files: [...files], changed }
  const body = new TextEncoder().encode(JSON.stringify(act))
  const entry: PendingEntry = { kind: 'act', count: 1, at, prints: new Uint8Array(0), body }
  try {
    const [seq = 0] = await log.append([entry])
    fold.apply({ ...entry, firstSeq: seq })
    return { hash, files, acts: [...acts, { ...act, seq, at }] }
  } catch (reason) {
    if (!(reason instanceof LogFullError)) throw reason
    onUnlogged()
    return { hash, files, acts }
  }
}
