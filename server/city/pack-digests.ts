import { createHash } from 'node:crypto'
import type { CityManifest } from '../../shared/domain/city.ts'
import type { RuleBook } from '../../shared/domain/rule-book.ts'
import type { PackFiles } from './pack-files.ts'

/** A file of a pack: the SHA-256 of its bytes as they lie on disk, and the version it says of itself. */
export interface PackFile {
  readonly file: string
  readonly sha256: string
  readonly version?: string
}

/** The version that the file says of itself; rules have one each. */
function versionOf(
  file: string,
  { rules, catalogue, alarms, calendar }: CityManifest,
  read: PackFiles['read'],
): string | undefined {
  if (file === rules) {
    const { tiers, indices = [] } = JSON.parse(read(file).toString('utf8')) as RuleBook
    return [...tiers, ...indices].map(({ id, version }) => `${id} ${version}`).join(', ')
  }
  if (![catalogue, alarms, calendar].includes(file)) return undefined
  return (JSON.parse(read(file).toString('utf8')) as { readonly version: string }).version
}

/** What a sound pack is made of, file by file. CP18 */
export function packDigests(
  { manifest, read }: Pick<PackFiles, 'manifest' | 'read'>,
  bytes: Iterable<readonly [file: string, content: Uint8Array]>,
): PackFile[] {
  return [...bytes].map(([file, content]) => {
    const version = versionOf(file, manifest, read)
    return { file, sha256: createHash('sha256').update(content).digest('hex'), ...(version === undefined ? {} : { version }) }
  })
}
