import type { Router } from 'express'
import { SignInAccess, everybodysAccess, type Access } from '../access/access.ts'
import { BrokenAccessFile, hasAccounts } from '../access/access-file.ts'
import { cityFiles } from '../access/city-files.ts'
import { FirstLink } from '../access/first-link.ts'
import { Fleet } from '../access/fleet.ts'
import { IdentityProvider } from '../access/identity-provider.ts'
import { Gate } from '../access/gate.ts'
import { httpGate } from '../access/http-gate.ts'
import { pageGate } from '../access/pages.ts'
import { socketGate } from '../access/socket-gate.ts'
import { auditFolder } from '../audit/audit-files.ts'
import type { AuditRow } from '../audit/audit-row.ts'
import { AuditTrail } from '../audit/audit-trail.ts'
import type { City } from '../city/load-city.ts'
import type { Config } from '../config.ts'
import type { Logger } from '../observe/logger.ts'
import { accountRoutes } from '../routes/accounts.ts'
import { auditRoutes } from '../routes/audit.ts'
import { deviceRoutes } from '../routes/devices.ts'
import { fleetRoute, type FleetParts } from '../routes/fleet.ts'
import { identityRoutes } from '../routes/identity.ts'
import { sessionRoute } from '../routes/session.ts'
import { signInRoutes } from '../routes/sign-in.ts'
import type { Clock } from './clock.ts'
import { readPrintKey } from './print-key.ts'
import { startSyslog } from './start-syslog.ts'
import { WrongConfiguration } from './wrong-configuration.ts'

const DAY_MS = 86_400_000

export interface StartAccessOptions {
  readonly config: Config
  readonly city: City
  readonly clock: Clock
  readonly logger: Logger
  readonly caseNode: (id: string) => number | undefined
}

/** Opens the accounts of the folder; one that has accounts is never served without them. AC4 */
function openAccess({ signIn, dataDir }: Config, clock: Clock): Access {
  try {
    if (signIn) return new SignInAccess(dataDir, clock)
    if (hasAccounts(dataDir))
      throw new WrongConfiguration(
        `data folder ${dataDir} has accounts: start with --sign-in on, or give another folder with --data`,
      )
    return everybodysAccess(clock)
  } catch (reason) {
    throw reason instanceof BrokenAccessFile ? new WrongConfiguration(reason.message) : reason
  }
}

/** What the screens say of themselves, and the page that lists them. DV4 */
function startFleet({ access, ...parts }: { access: Access } & Pick<FleetParts, 'tree' | 'clock' | 'timezone'>) {
  const devices = access instanceof SignInAccess ? access.devices : undefined
  const fleet = new Fleet((key, { on }) => devices?.keepHours(key, on))
  return { fleet, route: fleetRoute({ ...parts, fleet, enrolled: () => devices?.all ?? [], since: parts.clock.now() }) }
}

/** The gate before routes, pages and sockets, and the routes of accounts and sessions. */
export function startAccess({ config, city, clock, logger, caseNode }: StartAccessOptions) {
  const { tree, bundle, catalogue, manifest } = city
  const access = openAccess(config, clock)
  const gate = new Gate({ tree, places: { caseNode, filePart: cityFiles(bundle.index) } })
  const folder = auditFolder(config.dataDir)
  const onFailure = (reason: unknown) => logger.error({ reason: String(reason) }, 'the audit trail cannot be written')
  const syslog = startSyslog({ syslog: config.syslog, clock, logger })
  const onRow = (row: AuditRow) => syslog?.take(row)
  const audit = access instanceof SignInAccess ? new AuditTrail({ folder, clock, onRow, onFailure }) : undefined
  const forget = () => void audit?.forget().catch(onFailure)
  forget()
  const stopForgetting = clock.every(DAY_MS, forget)
  const { fleet, route: fleetAnswers } = startFleet({ access, tree, clock, timezone: manifest.timezone })
  const parts = { access, gate, audit, fleet, trustProxy: config.trustProxy }
  const first = access instanceof SignInAccess ? new FirstLink(access.accounts.all.length) : undefined
  const place = { path: config.basePath || '/' }
  const sources = catalogue.sources.map(({ id }) => id)
  const provider =
    config.oidc && new IdentityProvider(config.oidc, { key: readPrintKey(config.dataDir), now: () => clock.monotonic() })
  const routers: Router[] = [
    sessionRoute(access, { identity: provider !== undefined, timezone: manifest.timezone }),
    fleetAnswers,
  ]
  if (access instanceof SignInAccess && first && audit)
    routers.push(
      auditRoutes({ trail: audit, folder, syslog }),
      deviceRoutes({ access, tree, place, revoked: (id) => fleet.forget(id) }),
      signInRoutes({ access, first, place }),
      accountRoutes({ access, tree, sources }),
    )
  if (access instanceof SignInAccess && provider && audit)
    routers.push(
      identityRoutes({
        access,
        provider,
        place,
        note: (entry) => audit.note(entry),
        onFailure: (reason) => logger.warn({ reason: String(reason) }, 'the identity provider could not be used'),
      }),
    )
  return {
    routers,
    trustProxy: config.trustProxy,
    gate: httpGate(parts),
    pages: pageGate(access),
    sockets: socketGate(parts),
    /** Writes down what a source was refused for, each field and reason once an hour; never what it sent. AU6 */
    noteRefused(source: string, refused: readonly { readonly code: string; readonly field: string }[]) {
      for (const { code, field } of refused)
        audit?.noteOnce(`source ${source}`, {
          who: source,
          role: 'source',
          from: '',
          act: 'refused',
          about: `${code} ${field}`.trim(),
          status: 403,
        })
    },
    /** What follows the address in the one-time link; undefined where none is needed. */
    firstLink: () => first?.address,
    async stop() {
      stopForgetting()
      await audit?.settled()
      syslog?.stop()
      if (access instanceof SignInAccess) await access.stop()
    },
  }
}

export type StartedAccess = ReturnType<typeof startAccess>
