/** One flush of the log's write-ahead file, epoch milliseconds. */
export interface Flush {
  readonly beganAt: number
  readonly endedAt: number
}

const WHOLE = /^\d+\s+(\d+\.\d+) f(?:data)?sync\(\d+<([^>]+)>\)\s+= 0 <(\d+\.\d+)>/
const STARTED = /^(\d+)\s+(\d+\.\d+) f(?:data)?sync\(\d+<([^>]+)> <unfinished/
const RESUMED = /^(\d+)\s+(\d+\.\d+) <\.\.\. f(?:data)?sync resumed>\)\s+= 0/

/** Flushes of files whose path ends with `suffix`, from the text of `strace -f -y -ttt -T -e trace=fsync,fdatasync`. */
export function readFlushes(trace: string, suffix: string): Flush[] {
  const open = new Map<string, number>()
  const flushes: Flush[] = []
  for (const line of trace.split('\n')) {
    const whole = WHOLE.exec(line)
    if (whole?.[2]?.endsWith(suffix)) {
      const beganAt = Number(whole[1]) * 1000
      flushes.push({ beganAt, endedAt: beganAt + Number(whole[3]) * 1000 })
      continue
    }
    const started = STARTED.exec(line)
    if (started?.[3]?.endsWith(suffix)) open.set(started[1] ?? '', Number(started[2]) * 1000)
    const resumed = RESUMED.exec(line)
    const beganAt = open.get(resumed?.[1] ?? '')
    if (resumed === null || beganAt === undefined) continue
    open.delete(resumed[1] ?? '')
    flushes.push({ beganAt, endedAt: Number(resumed[2]) * 1000 })
  }
  return flushes
}
