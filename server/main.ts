import { readConfig, type Config } from './config.ts'
import { createLogger, type Logger } from './observe/logger.ts'
import { stopOnSignal } from './runtime/stop-on-signal.ts'
import { WrongConfiguration } from './runtime/wrong-configuration.ts'

const EXIT = { clean: 0, failed: 1, wrong: 2 } as const

function refuse(problem: string): never {
  process.stderr.write(`gridwall: ${problem}\n`)
  process.exit(EXIT.wrong)
}

async function run(config: Config, logger: Logger): Promise<void> {
  try {
    // Not before its options are known to be right: whoever asks for help or mistypes is answered at once.
    const { startServer } = await import('./runtime/start-server.ts')
    const server = await startServer(config, logger)
    process.stdout.write(`Gridwall is live: ${server.url}/\n`)
    if (server.firstLink !== undefined)
      process.stdout.write(`First administrator, good once and until this server stops: ${server.url}/${server.firstLink}\n`)
    stopOnSignal(server, logger)
  } catch (reason) {
    if (reason instanceof WrongConfiguration) refuse(reason.message)
    logger.error({ reason: reason instanceof Error ? reason.stack : String(reason) }, 'the server could not start')
    process.exit(EXIT.failed)
  }
}

const asked = readConfig()
if (asked.kind === 'say') process.stdout.write(`${asked.text}\n`)
else if (asked.kind === 'wrong') refuse(asked.problem)
else await run(asked.config, createLogger())
