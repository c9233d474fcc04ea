import { resolve } from 'node:path'
import { FolderTakenError, openSqliteEventLog, type SqliteEventLog } from '../log/sqlite-event-log.ts'
import type { Logger } from '../observe/logger.ts'
import { systemClock } from './clock.ts'
import { WrongConfiguration } from './wrong-configuration.ts'

/** What keeps a data folder from being used, in words. */
function faultOf(folder: string, reason: unknown): unknown {
  const where = `data folder ${resolve(folder)}`
  if (reason instanceof FolderTakenError)
    return new WrongConfiguration(`${where} is used by another running server: stop that one or give another folder with --data`)
  const { code, message } = (reason ?? {}) as { code?: unknown; message?: unknown }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST')
    return new WrongConfiguration(
      `${where} cannot be written (${String(code)}): give this account the right to it or another folder with --data`,
    )
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB')
    return new WrongConfiguration(
      `${where} holds a damaged log (${String(message)}): put back a copy of log.db or give another folder with --data`,
    )
  return reason
}

/** Opens the log; a folder that cannot be used is a configuration fault. OP5 LG8 */
export async function startLog(folder: string, logger: Logger): Promise<SqliteEventLog> {
  const log = await openSqliteEventLog({
    folder,
    clock: systemClock,
    onWritable: (writable, reason) =>
      logger[writable ? 'info' : 'error']({ reason }, writable ? 'the log takes writes' : 'the log cannot write'),
  }).catch((reason: unknown) => {
    throw faultOf(folder, reason)
  })
  if (log.tornBytes > 0)
    logger.warn({ bytes: log.tornBytes }, 'a torn tail was dropped from the log; nothing of it had been acknowledged')
  logger.info({ first: log.first, next: log.next }, 'the log is open')
  return log
}
