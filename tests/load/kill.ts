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
const { lost, doubled, unknown, served, rebuilt, counted } = outcome
const whole = lost === 0 && doubled === 0 && unknown === 0 && served === counted && rebuilt === counted
say(whole ? `${KILLS} kills: nothing acknowledged was lost or doubled` : 'FAILED: see the figures above')
process.exitCode = whole ? 0 : 1
