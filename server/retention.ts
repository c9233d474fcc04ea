import { systemClock } from './runtime/clock.ts'
import { retentionCommand } from './runtime/retention-command.ts'
import { WrongConfiguration } from './runtime/wrong-configuration.ts'

try {
  process.stdout.write(`${retentionCommand(process.argv.slice(2), Math.floor(systemClock.now() / 1000))}\n`)
} catch (reason) {
  const wrong = reason instanceof WrongConfiguration
  process.stderr.write(`gridwall retention: ${wrong ? reason.message : String(reason)}\n`)
  process.exitCode = wrong ? 2 : 1
}
