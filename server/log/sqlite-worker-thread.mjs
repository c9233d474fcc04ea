// Entry of the log's worker thread: worker threads do not inherit the loader that reads TypeScript, so it is registered here.
import { register } from 'tsx/esm/api'

register()
await import('./sqlite-log-worker.ts')
