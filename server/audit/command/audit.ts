import { parseArgs } from 'node:util'
import { auditFolder } from '../audit-files.ts'
import { verifyTrail } from '../verify-trail.ts'

const FAULTS_TOLD = 20
const HELP = `npm run -s audit -- verify [--data FOLDER]

Reckons every row of the audit trail anew. Prints how many rows there are and the newest one's number, time and hash,
to be compared with what syslog or paper says. Ends with 0 where all rows are what was written, with 1 where not.
`

function verify(dataDir: string): number {
  const { rows, faults, head } = verifyTrail(auditFolder(dataDir))
  for (const { file, line, what } of faults.slice(0, FAULTS_TOLD)) process.stdout.write(`${file}:${line}: ${what}\n`)
  if (faults.length > FAULTS_TOLD) process.stdout.write(`and ${faults.length - FAULTS_TOLD} more\n`)
  process.stdout.write(head ? `${rows} rows, the newest ${head.n} of ${head.at} with hash ${head.hash}\n` : 'no rows\n')
  process.stdout.write(faults.length === 0 ? 'The trail is whole.\n' : `The trail is NOT whole: ${faults.length} faults.\n`)
  return faults.length === 0 ? 0 : 1
}

const { values, positionals } = parseArgs({
  options: { data: { type: 'string', default: './data' }, help: { type: 'boolean', short: 'h' } },
  allowPositionals: true,
})
if (values.help === true || positionals[0] !== 'verify') {
  process.stdout.write(HELP)
  process.exitCode = values.help === true ? 0 : 2
} else process.exitCode = verify(values.data)
