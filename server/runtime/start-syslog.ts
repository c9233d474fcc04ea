import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { linesTo } from '../audit/syslog/syslog-lines.ts'
import { SyslogOut } from '../audit/syslog/syslog-out.ts'
import type { Config } from '../config.ts'
import type { Logger } from '../observe/logger.ts'
import type { Clock } from './clock.ts'
import { WrongConfiguration } from './wrong-configuration.ts'

interface StartSyslogOptions extends Pick<Config, 'syslog'> {
  readonly clock: Clock
  readonly logger: Logger
}

function readCa(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (reason) {
    throw new WrongConfiguration(
      `--syslog-ca ${file} cannot be read (${reason instanceof Error ? reason.message : String(reason)})`,
    )
  }
}

/** The way of the audit out of this machine; undefined where none is configured. AU5 */
export function startSyslog({ syslog, clock, logger }: StartSyslogOptions): SyslogOut | undefined {
  if (syslog === undefined) return undefined
  const { protocol, host, port, caFile } = syslog
  const ca = caFile === undefined ? undefined : readCa(caFile)
  return new SyslogOut({
    to: `${protocol}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    open: linesTo({ protocol, host, port, ca }),
    sender: { host: hostname(), pid: process.pid },
    clock,
    random: Math.random,
    onLost: (reason) => logger.warn({ reason }, 'the collector of the audit cannot be reached; rows wait and are in the file'),
  })
}
