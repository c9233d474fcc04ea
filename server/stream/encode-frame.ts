import { deflateRawSync } from 'node:zlib'
import { packFrame } from '../../shared/protocol/frame-codec.ts'
import type { EncodeFrame } from './scope-feed.ts'

/** Level 6 costs a few hundred microseconds a frame, once for all screens of a scope. */
const LEVEL = 6

export const encodeFrame: EncodeFrame = (frame, held) => deflateRawSync(packFrame(frame, held), { level: LEVEL })
