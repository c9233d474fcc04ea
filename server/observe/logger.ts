import { pino, type Logger as PinoLogger } from 'pino'

/** One line a change of state, with its reason; never the content of an event. OP7 */
export type Logger = Pick<PinoLogger, 'info' | 'warn' | 'error'>

/** Lines of JSON on standard output, written at once so that the last ones survive the end of the process. */
export function createLogger(): Logger {
  return pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (level) => ({ level }) } },
    pino.destination({ sync: true }),
  )
}
