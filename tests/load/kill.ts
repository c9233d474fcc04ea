import { runKills } from '../support/kill-run.ts'

const KILLS = Number(process.argv[2] ?? 50)

const say = (line: string) => process.stdout.write(`${line}\n`)
const outcome = await runKills({
  kills: KILLS,
  seed: 20,
  city: 'auto',
  onKill: (kill, acknowledged) => kill % 10 === 0 && say(`${kill} kills, ${acknowledged} events acknowledged`),
})
say(JSON.stringify(outcome, null, 2))
const { lost, doubled, unknown, served, rebuilt, counted, screen } = outcome
const shown = screen.servers > KILLS && screen.wrong === 0 && !screen.wantsReload
const whole = lost === 0 && doubled === 0 && unknown === 0 && served === counted && rebuilt === counted && shown
say(
  whole
    ? `${KILLS} kills: nothing acknowledged was lost or doubled, the open screen showed every server`
    : 'FAILED: see the figures above',
)
process.exitCode = whole ? 0 : 1
