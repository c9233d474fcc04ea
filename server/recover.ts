import { systemClock } from './runtime/clock.ts'
import { recoverCommand } from './runtime/recover-command.ts'
import { WrongConfiguration } from './runtime/wrong-configuration.ts'

try {
  process.stdout.write(`${await recoverCommand(process.argv.slice(2), systemClock)}\n`)
} catch (reason) {
  const wrong = reason instanceof WrongConfiguration
  process.stderr.write(`gridwall recover: ${wrong ? reason.message : String(reason)}\n`)
  process.exitCode = wrong ? 2 : 1
}
