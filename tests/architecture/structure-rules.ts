import type { Import } from './import-graph.ts'

/** A broken rule in words: who, what, why. */
export type Breach = string

const STAGES = ['ingest', 'validate', 'log', 'fold', 'aggregate', 'publish', 'delta', 'stream', 'routes']
const CLIENT = ['observe', 'connection', 'state', 'map', 'charts', 'panels', 'faces']
const BOTTOM_PACKAGES = ['@sinclair/typebox', 'fflate', '@msgpack/msgpack', 'h3-js', 'gcoord', 'proj4']
const ONLY_IN: Readonly<Record<string, RegExp>> = {
  'socket.io': /^server\/stream\/socket-io-(port|adapter|parser)\.ts$/,
  'socket.io-client': /^client\/connection\/socket-io-port\.ts$/,
  'better-sqlite3': /^server\/log\/sqlite-[a-z-]+\.ts$/,
}
/** Full state: what only the publish stage and the wiring may read. */
const FULL_STATE = /^server\/(fold|aggregate|cases|rules|alarms)\//
const MAY_READ_FULL_STATE = /^server\/(fold|aggregate|cases|rules|alarms|publish|runtime)\/|^server\/main\.ts$/
/** Files that hold an interface and its constants, nothing that runs. */
const SEAMS = /^server\/(log\/event-log|aggregate\/(figures|case-book)|publish\/published|ingest\/receipt)\.ts$/

const top = (path: string) => path.split('/')[0] ?? ''
const room = (path: string) => path.split('/')[1] ?? ''
const isInside = (to: string) => /^(shared|server|client|tests)\//.test(to)

function packageName(to: string): string {
  const parts = to.split('/')
  return to.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? to)
}

function bottomRule({ from, to }: Import): Breach | undefined {
  if (top(from) !== 'shared') return undefined
  if (isInside(to) ? top(to) === 'shared' : BOTTOM_PACKAGES.includes(packageName(to))) return undefined
  return `${from} imports ${to}: shared/ is the bottom and imports only itself and ${BOTTOM_PACKAGES.join(', ')}`
}

function sidesRule({ from, to }: Import): Breach | undefined {
  const pair = `${top(from)}→${top(to)}`
  if (pair === 'client→server' || pair === 'server→client')
    return `${from} imports ${to}: client and server never import each other`
  return top(from) !== 'tests' && top(to) === 'tests' ? `${from} imports ${to}: the product never imports tests` : undefined
}

function stageRule({ from, to, typeOnly }: Import): Breach | undefined {
  if (top(from) !== 'server' || top(to) !== 'server') return undefined
  const a = STAGES.indexOf(room(from))
  const b = STAGES.indexOf(room(to))
  if (a < 0 || b < 0 || a === b) return undefined
  const composes = from === 'server/ingest/door.ts'
  if (b > a && !composes && !SEAMS.test(to)) return `${from} imports ${to}: ${room(to)} comes after ${room(from)} in the flow`
  if (typeOnly || composes || SEAMS.test(to) || room(from) === 'routes') return undefined
  return `${from} imports a value from ${to}: a stage imports earlier stages' types only`
}

function publishRule({ from, to }: Import): Breach | undefined {
  if (top(from) !== 'server' || !FULL_STATE.test(to) || MAY_READ_FULL_STATE.test(from) || SEAMS.test(to)) return undefined
  return `${from} imports ${to}: full state leaves only through server/publish`
}

function clientRule({ from, to }: Import): Breach | undefined {
  if (top(from) !== 'client' || top(to) !== 'client') return undefined
  if (room(from) === 'panels' && room(to) === 'panels') {
    const [own, other] = [from.split('/'), to.split('/')]
    const apart = own.length > 3 && other.length > 3 && own[2] !== other[2]
    return apart ? `${from} imports ${to}: panels do not import panels` : undefined
  }
  const a = CLIENT.indexOf(room(from))
  const b = CLIENT.indexOf(room(to))
  return a >= 0 && b > a ? `${from} imports ${to}: ${room(to)} comes after ${room(from)}` : undefined
}

function portRule({ from, to }: Import): Breach | undefined {
  const allowed = isInside(to) ? undefined : ONLY_IN[packageName(to)]
  return allowed === undefined || allowed.test(from) || top(from) === 'tests'
    ? undefined
    : `${from} imports ${to}: only ${allowed.source} may`
}

const RULES = [bottomRule, sidesRule, stageRule, publishRule, clientRule, portRule]

/** Every breach of the dependency rules in a graph, in the graph's order. OP1 */
export function breaches(graph: readonly Import[]): Breach[] {
  return graph.flatMap((edge) => RULES.flatMap((rule) => rule(edge) ?? []))
}
