import type { AuditRow } from '../audit-row.ts'

/** Facility 13, log audit; RFC 5424 table 1. */
const FACILITY = 13
/** Severities, RFC 5424 table 2: a refused call warns, another one informs. */
const [WARNING, INFORMATIONAL] = [4, 6]

/** Who sends, as each message says it. */
export interface SyslogSender {
  readonly host: string
  readonly pid: number
}

const visible = (text: string, most: number) => text.replaceAll(/[^!-~]/g, '').slice(0, most) || '-'

/** A row as one message of RFC 5424; what is said is the row's own JSON in ASCII, so that its hash can be reckoned there. AU5 */
export function syslogMessage(row: AuditRow, { host, pid }: SyslogSender): Buffer {
  const severity = row.status >= 400 ? WARNING : INFORMATIONAL
  const said = JSON.stringify(row).replaceAll(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return Buffer.from(`<${FACILITY * 8 + severity}>1 ${row.at} ${visible(host, 255)} gridwall ${pid} audit - ${said}`)
}

/** A message in its frame on a stream: its octets counted. RFC 6587 3.4.1, RFC 5425 4.3 */
export function counted(message: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${message.length} `), message])
}
