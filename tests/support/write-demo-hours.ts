import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { loadCity } from '../../server/city/load-city.ts'
import { demoCity } from '../../server/feed/demo/demo-city.ts'
import { DemoDay } from '../../server/feed/demo/demo-day.ts'

// Writes a stretch of the demo as a recorded file, so that a screen can stand still at its end: FILE FROM MINUTES.
const [file = '', from = '', minutes = '0'] = process.argv.slice(2)
const city = demoCity(loadCity({ city: 'hangzhou', cacheDir: join(tmpdir(), 'gridwall-test-cities') }), 1)
const day = new DemoDay(city, Date.parse(from) / 60_000, undefined)
const events = Array.from({ length: Number(minutes) }, () => day.take()).flat()
writeFileSync(file, gzipSync(events.map((event) => JSON.stringify(event)).join('\n')))
