import { WrongConfiguration } from '../runtime/wrong-configuration.ts'

/** What can be wrong with a pack (CP2). */
export type PackFaultKind =
  | 'missing-file'
  | 'bad-file'
  | 'bad-schema'
  | 'hash-differs'
  | 'duplicate-code'
  | 'orphan'
  | 'cycle'
  | 'wrong-level'
  | 'bad-name'
  | 'hidden-character'
  | 'no-crs'
  | 'unknown-crs'
  | 'projected'
  | 'swapped'
  | 'unclosed-ring'
  | 'bad-geometry'
  | 'no-geometry'
  | 'unknown-code'
  | 'overlap'
  | 'outside-parent'
  | 'area-sum'
  | 'unknown-catalogue'

export interface PackFault {
  readonly kind: PackFaultKind
  /** File inside the pack. */
  readonly file: string
  /** Row, code or pointer within the file. */
  readonly at: string
  /** What is wrong and how to mend it. */
  readonly message: string
}

/** A pack that cannot be used; lists all its faults, one line each. */
export class BrokenPack extends WrongConfiguration {
  readonly faults: readonly PackFault[]

  constructor(folder: string, faults: readonly PackFault[]) {
    const lines = faults.map((fault) => `  ${fault.file} ${fault.at}: ${fault.kind}: ${fault.message}`)
    super(`the city pack ${folder} has ${faults.length} fault${faults.length === 1 ? '' : 's'}:\n${lines.join('\n')}`)
    this.faults = faults
  }
}
