import { parseArgs } from 'node:util'
import { AccessKeeper, BrokenAccessFile, hasAccounts, readAccessFile } from '../access/access-file.ts'
import { AccountBook, RefusedAccount } from '../access/account-book.ts'
import { auditFolder } from '../audit/audit-files.ts'
import { AuditTrail } from '../audit/audit-trail.ts'
import { FolderTakenError, openSqliteEventLog } from '../log/sqlite-event-log.ts'
import type { Clock } from './clock.ts'
import { WrongConfiguration } from './wrong-configuration.ts'

const HELP = `A way back in for the only security administrator

  npm run -s recover -- [--data DIR] [--account NAME]
      on the server's own host, with the server stopped: prints a link, good once and for three days, by which the security
      administrator sets a new password and a new second factor; its sessions end. --account names it where none is active.

The audit trail says that it was done. Where another security administrator is active, that one lets the account in again.

Exit codes: 0 done, 2 wrong options or files, 1 anything else.`

function asked(argv: readonly string[]) {
  const options = { data: { type: 'string' as const }, account: { type: 'string' as const }, help: { type: 'boolean' as const } }
  try {
    return parseArgs({ args: [...argv], options, strict: true }).values
  } catch (reason) {
    throw new WrongConfiguration(`${reason instanceof Error ? reason.message : String(reason)}: see --help`)
  }
}

/** Writes that it was done before it is: a recovery without its row cannot be. AC9 AU1 */
async function noteRecovery(dataDir: string, account: string, clock: Clock): Promise<void> {
  let failure: unknown
  const trail = new AuditTrail({ folder: auditFolder(dataDir), clock, onFailure: (reason) => (failure = reason) })
  trail.note({ who: '', role: '', from: "the server's host", act: 'recover', about: account, status: 0 })
  await trail.settled()
  if (failure !== undefined) throw failure
}

async function recover(dataDir: string, name: string | undefined, clock: Clock): Promise<string> {
  const kept = readAccessFile(dataDir)
  const book = new AccountBook(kept.accounts)
  const { account, secret } = book.recover(name, clock.now())
  await noteRecovery(dataDir, account.name, clock)
  const sessions = kept.sessions.filter((session) => session.account !== account.name)
  await new AccessKeeper(dataDir, () => ({ ...kept, accounts: [...book.all], sessions })).save()
  return `For ${account.name}, good once and for three days, after the address of the server: sign-in#invitation=${secret}`
}

/** Runs the command while no server holds the folder; answers what it prints. AC9 */
export async function recoverCommand(argv: readonly string[], clock: Clock): Promise<string> {
  const { data = './data', account, help } = asked(argv)
  if (help === true) return HELP
  try {
    if (!hasAccounts(data)) throw new WrongConfiguration(`--data ${data} knows no accounts: give a server's data folder`)
    const log = await openSqliteEventLog({ folder: data, clock, onWritable: () => undefined })
    try {
      return await recover(data, account, clock)
    } finally {
      await log.close()
    }
  } catch (reason) {
    if (reason instanceof FolderTakenError)
      throw new WrongConfiguration(`--data ${data} is used by a running server: stop it first, it would not see the change`)
    if (reason instanceof RefusedAccount || reason instanceof BrokenAccessFile) throw new WrongConfiguration(reason.message)
    throw reason
  }
}
