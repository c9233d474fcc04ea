/** Stable codes of refusal (contract 2 and 3); each event refused is counted under one of them. EV2 */
export const FAULT_CODES = [
  'bad-json',
  'bad-envelope',
  'not-an-object',
  'unknown-kind',
  'unknown-field',
  'missing-field',
  'bad-value',
  'too-long',
  'bad-time',
  'unknown-source',
  'not-your-source',
  'source-off',
  'source-expired',
  'kind-not-agreed',
  'class-not-agreed',
  'level-not-agreed',
  'unknown-node',
  'node-not-valid',
  'unknown-crs',
  'unknown-dimension',
  'unknown-unit',
  'unknown-reason',
  'unknown-plan',
  'unknown-hazard',
  'hazard-off',
  'model-not-approved',
  'too-fine',
  'unknown-ref',
  'already-withdrawn',
  'by-differs',
  'future',
  'too-old',
  'id-conflict',
  'personal-data',
] as const
export type FaultCode = (typeof FAULT_CODES)[number]

/** Why an event was refused. Tells apart from an accepted event by `instanceof`. */
export class Fault {
  readonly code: FaultCode
  /** JSON pointer into the event, '' for the whole. */
  readonly pointer: string
  readonly message: string

  constructor(code: FaultCode, pointer: string, message: string) {
    this.code = code
    this.pointer = pointer
    this.message = message
  }
}
