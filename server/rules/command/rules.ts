import { parseArgs } from 'node:util'
import { WrongConfiguration } from '../../runtime/wrong-configuration.ts'
import { backtestCommand } from './backtest-command.ts'
import { checkCommand } from './check-command.ts'

const EXIT = { done: 0, failed: 1, wrong: 2 } as const
const HELP = `Rules of a city, tried before they are switched on

  npm run -s rules -- check --rules FILE --input TABLE.csv[.gz] --key COLUMN[,COLUMN…]
      one line a row, in the order of the table: the key columns, then the tier's name or unknown

  npm run -s rules -- backtest --rules FILE --data DIR [--city CITY]
      what the rules would have raised over the history in a data folder, beside the rules of the city pack: one line an
      area and tier that differ, with entries, exits and minutes by the proposed rules and now; a server may be running

Exit codes: 0 done, 2 wrong options or files, 1 anything else.`

type Values = Readonly<Record<string, string | boolean | undefined>>

function must(values: Values, name: string): string {
  const value = values[name]
  if (typeof value === 'string' && value.trim() !== '') return value
  throw new WrongConfiguration(`--${name} is missing: see npm run -s rules -- --help`)
}

function check(values: Values): void {
  const key = must(values, 'key')
    .split(',')
    .map((name) => name.trim())
  const { lines, summary } = checkCommand({ rules: must(values, 'rules'), input: must(values, 'input'), key })
  process.stdout.write(lines.map((line) => `${line}\n`).join(''))
  process.stderr.write(`${summary}\n`)
}

function backtest(values: Values): void {
  const { city = 'hangzhou' } = values
  const { lines, summary } = backtestCommand({ rules: must(values, 'rules'), dataDir: must(values, 'data'), city: String(city) })
  process.stdout.write(lines.map((line) => `${line}\n`).join(''))
  process.stderr.write(`${summary}\n`)
}

const COMMANDS: Readonly<Record<string, (values: Values) => void>> = { check, backtest }

function run(argv: readonly string[]): void {
  const text = { type: 'string' as const }
  const options = { rules: text, input: text, key: text, data: text, city: text, help: { type: 'boolean' as const, short: 'h' } }
  let asked: { values: Values; positionals: string[] }
  try {
    asked = parseArgs({ args: [...argv], options, strict: true, allowPositionals: true })
  } catch (reason) {
    throw new WrongConfiguration(`${reason instanceof Error ? reason.message : String(reason)}: see npm run -s rules -- --help`)
  }
  const [name = '', ...more] = asked.positionals
  if (asked.values['help'] === true) {
    process.stdout.write(`${HELP}\n`)
    return
  }
  const command = more.length === 0 && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command)
    throw new WrongConfiguration(
      `"${asked.positionals.join(' ')}" is no command: say check or backtest; see npm run -s rules -- --help`,
    )
  command(asked.values)
}

try {
  run(process.argv.slice(2))
} catch (reason) {
  const wrong = reason instanceof WrongConfiguration
  process.stderr.write(`gridwall rules: ${wrong ? reason.message : String(reason)}\n`)
  process.exitCode = wrong ? EXIT.wrong : EXIT.failed
}
