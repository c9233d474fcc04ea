import { join } from 'node:path'
import { ensureBuilt } from '../../server/boot/ensure-built.mjs'

/** Before files that run beside each other start servers of their own: one build for all of them. */
export default () => ensureBuilt(join(import.meta.dirname, '../..'))
