import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { PROJECT_ROOT } from './project-root.ts'

/** What the server was told; every value checked. Contract 1. */
export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** A bundled city's id, a pack's folder, or `auto`. */
  readonly city: string
  /** `demo`, `none`, or the path of a recorded file. */
  readonly feed: string
  /** Path of the mapping of a recorded file. */
  readonly mapping: string | undefined
  /** Feed seconds a wall-clock second. */
  readonly speed: number | 'max'
  readonly seed: number
  /** Days of T detail kept. */
  readonly keepDays: number
  /** Where acts on cases are handed over, and the secret they are signed with. */
  readonly record: { readonly url: string; readonly secret: string } | undefined
  /** Path of the list of channels that lead an escalated alarm out of the room. */
  readonly alarmChannels: string | undefined
  /** True: only accounts of the data folder may use the server. */
  readonly signIn: boolean
  /** Certificate and key of the server's own TLS, as files; plain HTTP without them. */
  readonly tls: { readonly cert: string; readonly key: string } | undefined
  /** Where each row of the audit is sent on to, and the PEM file of what to trust there in place of the machine's. */
  readonly syslog:
    | {
        readonly protocol: 'udp' | 'tcp' | 'tls'
        readonly host: string
        readonly port: number
        readonly caFile: string | undefined
      }
    | undefined
  /** The city's identity provider, where accounts may sign in by it. */
  readonly oidc: { readonly issuer: string; readonly client: string; readonly secret: string } | undefined
  /** Path that a proxy serves the wall under, without a slash at its end; '' for none. */
  readonly basePath: string
  /** True: one reverse proxy stands before the server and says who asks. */
  readonly trustProxy: boolean
  /** Path of a PMTiles file drawn under the areas. */
  readonly baseMap: string | undefined
}

/** What the command line asks for. `wrong` ends with exit code 2. OP5 */
export type Asked =
  | { readonly kind: 'run'; readonly config: Config }
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'wrong'; readonly problem: string }

interface Option {
  readonly env: string
  readonly fallback?: string
  readonly meaning: string
}

const OPTIONS = {
  port: { env: 'PORT', fallback: '3000', meaning: 'TCP port, 1 to 65535' },
  host: { env: 'HOST', fallback: '127.0.0.1', meaning: 'address to listen on; loopback only, unless --sign-in is on' },
  data: { env: 'DATA_DIR', fallback: './data', meaning: 'folder of the log and the snapshots; one server a folder' },
  city: { env: 'CITY', fallback: 'hangzhou', meaning: "a bundled city's id, a city pack's folder, or auto" },
  feed: { env: 'FEED', fallback: 'demo', meaning: 'demo, none, or a recorded file (.csv, .ndjson, .gz of both)' },
  'base-map': { env: 'BASE_MAP', meaning: 'PMTiles file of vector tiles in WGS 84, drawn under the areas; kept and served here' },
  mapping: { env: 'MAPPING', meaning: 'JSON file that says how to read a recorded file' },
  speed: { env: 'SPEED', fallback: '1', meaning: 'feed seconds a second, or max' },
  seed: { env: 'SEED', fallback: '1', meaning: 'whole number; the demo is a function of seed, city and minute' },
  keep: { env: 'KEEP_DAYS', meaning: 'days of detail kept, 400 by default, 8 for the demo' },
  'sign-in': {
    env: 'SIGN_IN',
    fallback: 'off',
    meaning: 'on: accounts alone; the first start prints a one-time link for the first administrator',
  },
  'trust-proxy': {
    env: 'TRUST_PROXY',
    fallback: 'off',
    meaning: 'on: one reverse proxy stands before the server; needs --sign-in on',
  },
  'base-path': { env: 'BASE_PATH', fallback: '/', meaning: 'path that a reverse proxy serves the wall under, e.g. /wall' },
  'tls-cert': { env: 'TLS_CERT', meaning: 'PEM file of the certificate and its chain; with --tls-key the server speaks HTTPS' },
  'tls-key': { env: 'TLS_KEY', meaning: 'PEM file of the private key' },
  syslog: {
    env: 'SYSLOG',
    meaning: 'collector of the audit (RFC 5424): udp://, tcp:// or tls://HOST[:PORT]; needs --sign-in on',
  },
  'syslog-ca': { env: 'SYSLOG_CA', meaning: "PEM file of certificates to trust at a tls:// collector in place of the machine's" },
  'oidc-issuer': {
    env: 'OIDC_ISSUER',
    meaning: 'identity provider (OpenID Connect) that accounts may sign in by; needs --sign-in on, client and secret',
  },
  'oidc-client': { env: 'OIDC_CLIENT', meaning: 'client ID of this server at the identity provider' },
  'oidc-secret-file': { env: 'OIDC_SECRET_FILE', meaning: 'file that holds the client secret' },
  'record-url': { env: 'RECORD_URL', meaning: 'system of record: address that takes acts on cases as signed POSTs' },
  'record-secret': { env: 'RECORD_SECRET', meaning: 'secret shared with the system of record, 16 characters or more' },
  'alarm-channels': { env: 'ALARM_CHANNELS', meaning: 'JSON file of the channels that alarms nobody acknowledges go out by' },
} as const satisfies Record<string, Option>

type OptionName = keyof typeof OPTIONS
const NAMES = Object.keys(OPTIONS) as readonly OptionName[]
const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|localhost)$/

/** A shorter secret could be guessed from one signature. */
const SHORTEST_SECRET = 16

/** Thrown inside this file only: one line of what, where, how to mend. */
class WrongOption extends Error {}

interface Given {
  readonly text: string
  /** Where it came from, for the message: `--port` or `PORT`. */
  readonly from: string
}

type Environment = Readonly<Record<string, string | undefined>>

function helpText(): string {
  const rows = NAMES.map((name) => {
    const { env, meaning, ...rest }: Option = OPTIONS[name]
    const fallback = rest.fallback === undefined ? '' : ` [${rest.fallback}]`
    return `  --${name.padEnd(14)} ${env.padEnd(14)} ${meaning}${fallback}`
  })
  const exits = 'Exit codes: 0 stopped after a clean flush, 2 wrong options or configuration, 1 anything else.'
  return [
    'Gridwall: a live wall of a city',
    '',
    '  option          variable      meaning [default]; an option wins over its variable',
    ...rows,
  ]
    .concat(['  --help, --version', '', exits])
    .join('\n')
}

/** The product's version. */
export function versionText(): string {
  const file = join(PROJECT_ROOT, 'package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

function whole(given: Given, low: number, high: number): number {
  const value = /^\d{1,15}$/.test(given.text) ? Number(given.text) : Number.NaN
  if (value >= low && value <= high) return value
  throw new WrongOption(`${given.from} is "${given.text}": give a whole number from ${low} to ${high}`)
}

function speedOf(given: Given): number | 'max' {
  if (given.text === 'max') return 'max'
  const value = Number(given.text)
  if (given.text.trim() !== '' && value > 0 && value <= 1e6) return value
  throw new WrongOption(`${given.from} is "${given.text}": give a number above 0, or max`)
}

function tlsOf(cert: Given | undefined, key: Given | undefined): Config['tls'] {
  if (cert === undefined && key === undefined) return undefined
  if (cert === undefined || key === undefined)
    throw new WrongOption(`${(cert ?? key)?.from} is set alone: TLS needs --tls-cert FILE and --tls-key FILE`)
  return { cert: cert.text, key: key.text }
}

function switchOf(given: Given): boolean {
  if (given.text === 'on' || given.text === 'off') return given.text === 'on'
  throw new WrongOption(`${given.from} is "${given.text}": give on or off`)
}

/** Without sign-in nobody but this machine may reach the server. AC4 */
function accessOf(host: Given, signIn: boolean, proxy: Given): Pick<Config, 'host' | 'signIn' | 'trustProxy'> {
  const trustProxy = switchOf(proxy)
  if (!signIn && !LOOPBACK.test(host.text))
    throw new WrongOption(
      `${host.from} is "${host.text}": other machines could reach it without sign-in; use 127.0.0.1, or --sign-in on`,
    )
  if (!signIn && trustProxy)
    throw new WrongOption(`${proxy.from} is "on": others would reach the server without sign-in; add --sign-in on`)
  return { host: host.text, signIn, trustProxy }
}

function basePathOf({ text, from }: Given): string {
  const path = text.replace(/\/$/, '')
  if (path === '' || /^(\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+$/.test(path)) return path
  throw new WrongOption(`${from} is "${text}": give a path such as /wall, of letters, digits and . _ ~ -`)
}

const SYSLOG_PORTS = { udp: 514, tcp: 601, tls: 6514 } as const
const isSyslog = (protocol: string): protocol is keyof typeof SYSLOG_PORTS => protocol in SYSLOG_PORTS

/** AU5 */
function syslogOf(to: Given | undefined, ca: Given | undefined, signIn: boolean): Config['syslog'] {
  if (to === undefined && ca === undefined) return undefined
  const url = to !== undefined && URL.canParse(to.text) ? new URL(to.text) : undefined
  const protocol = url?.protocol.slice(0, -1) ?? ''
  const bare = url !== undefined && url.hostname !== '' && `${url.username}${url.pathname}${url.search}`.replace('/', '') === ''
  if (!bare || !isSyslog(protocol))
    throw new WrongOption(`${to?.from ?? '--syslog'} is no collector: give udp://, tcp:// or tls:// with HOST or HOST:PORT`)
  if (!signIn) throw new WrongOption(`${to?.from ?? '--syslog'} is set: there is an audit with --sign-in on alone; add it`)
  if (ca !== undefined && protocol !== 'tls')
    throw new WrongOption(`${ca.from} is set: it is of use for a tls:// collector alone; leave it out, or give --syslog tls://…`)
  const port = url.port === '' ? SYSLOG_PORTS[protocol] : Number(url.port)
  return { protocol, host: url.hostname.replaceAll(/[[\]]/g, ''), port, caFile: ca?.text }
}

/** AC10 */
function oidcOf(issuer: Given | undefined, client: Given | undefined, file: Given | undefined, signIn: boolean): Config['oidc'] {
  if (issuer === undefined && client === undefined && file === undefined) return undefined
  if (issuer === undefined || client === undefined || file === undefined)
    throw new WrongOption('an identity provider needs --oidc-issuer, --oidc-client and --oidc-secret-file: give all three')
  const url = URL.canParse(issuer.text) ? new URL(issuer.text) : undefined
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && LOOPBACK.test(url.hostname)))
    throw new WrongOption(`${issuer.from} is "${issuer.text}": give https://… (http:// on loopback alone)`)
  if (!signIn) throw new WrongOption(`${issuer.from} is set: accounts are there with --sign-in on alone; add it`)
  try {
    const secret = readFileSync(file.text, 'utf8').trim()
    if (secret !== '') return { issuer: issuer.text, client: client.text, secret }
  } catch {
    throw new WrongOption(`${file.from} is "${file.text}": this file cannot be read`)
  }
  throw new WrongOption(`${file.from} is "${file.text}": the file is empty; put the client secret in it`)
}

function recordOf(url: Given | undefined, secret: Given | undefined): Config['record'] {
  if (url === undefined && secret === undefined) return undefined
  if (url === undefined || !/^https?:\/\/./.test(url.text) || !URL.canParse(url.text))
    throw new WrongOption(`${url?.from ?? '--record-url'} is not an address: give http:// or https:// of the system of record`)
  if (secret === undefined || secret.text.length < SHORTEST_SECRET)
    throw new WrongOption(`${secret?.from ?? 'RECORD_SECRET'} is missing or short: give ${SHORTEST_SECRET} characters or more`)
  return { url: url.text, secret: secret.text }
}

function parseOptions(argv: readonly string[]) {
  const options = Object.fromEntries(NAMES.map((name) => [name, { type: 'string' as const }])) as Record<
    OptionName,
    { type: 'string' }
  >
  try {
    const flags = { help: { type: 'boolean' as const, short: 'h' }, version: { type: 'boolean' as const } }
    return parseArgs({ args: [...argv], options: { ...options, ...flags }, strict: true, allowPositionals: false }).values
  } catch (reason) {
    const text = reason instanceof Error ? (reason.message.split(/[.\n]/)[0] ?? '') : String(reason)
    throw new WrongOption(`${text}: see npm start -- --help`)
  }
}

function configOf(given: (name: OptionName) => Given | undefined): Config {
  const must = (name: OptionName): Given => given(name) as Given
  const feed = must('feed').text
  const mapping = given('mapping')
  const isFile = feed !== 'demo' && feed !== 'none'
  if (isFile && feed.replace(/\.gz$/, '').endsWith('.csv') && mapping === undefined)
    throw new WrongOption(`${must('feed').from} names a CSV file: say how to read it with --mapping FILE`)
  if (!isFile && mapping !== undefined)
    throw new WrongOption(`${mapping.from} is set but --feed is "${feed}": name the recorded file with --feed FILE`)
  const keep = given('keep')
  return {
    port: whole(must('port'), 1, 65535),
    tls: tlsOf(given('tls-cert'), given('tls-key')),
    ...accessOf(must('host'), switchOf(must('sign-in')), must('trust-proxy')),
    syslog: syslogOf(given('syslog'), given('syslog-ca'), must('sign-in').text === 'on'),
    oidc: oidcOf(given('oidc-issuer'), given('oidc-client'), given('oidc-secret-file'), must('sign-in').text === 'on'),
    basePath: basePathOf(must('base-path')),
    dataDir: must('data').text,
    city: must('city').text,
    feed,
    mapping: mapping?.text,
    speed: speedOf(must('speed')),
    seed: whole(must('seed'), 0, 2 ** 32 - 1),
    alarmChannels: given('alarm-channels')?.text,
    baseMap: given('base-map')?.text,
    record: recordOf(given('record-url'), given('record-secret')),
    keepDays: keep ? whole(keep, 2, 36500) : feed === 'demo' ? 8 : 400,
  }
}

/** Reads options and environment; the only reader of the environment. OP5 */
export function readConfig(argv: readonly string[] = process.argv.slice(2), env: Environment = process.env): Asked {
  try {
    const values = parseOptions(argv)
    if (values['help'] === true) return { kind: 'say', text: helpText() }
    if (values['version'] === true) return { kind: 'say', text: versionText() }
    const given = (name: OptionName): Given | undefined => {
      const { env: variable, ...option }: Option = OPTIONS[name]
      const stated = values[name]
      if (typeof stated === 'string') return { text: stated, from: `--${name}` }
      const twin = env[variable]
      if (twin !== undefined && twin !== '') return { text: twin, from: variable }
      return option.fallback === undefined ? undefined : { text: option.fallback, from: `--${name}` }
    }
    return { kind: 'run', config: configOf(given) }
  } catch (reason) {
    if (reason instanceof WrongOption) return { kind: 'wrong', problem: reason.message }
    throw reason
  }
}
