// Entry of the log's worker thread where the server runs from its sources: worker threads do not inherit the loader that reads
// TypeScript, so it is registered here. The built server has a file of this name with the worker itself.
import { register } from 'tsx/esm/api'

register()
await import('./sqlite-log-worker.ts')
