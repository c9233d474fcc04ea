// Preloaded into a server: on the first SIGUSR2 the wall begins to run `?speed=` times as fast; each one prints what memory holds after a collection.
import process from 'node:process'

const speed = Number(new URL(import.meta.url).searchParams.get('speed'))
const realNow = Date.now
let beganAt

Date.now = () => (beganAt === undefined ? realNow() : Math.floor(beganAt + (realNow() - beganAt) * speed))
/** What one collection finds unused outside the heap is let go beside the program, and counted out by the next. */
function tell() {
  globalThis.gc()
  process.stdout.write(`memory ${JSON.stringify({ clock: Date.now(), ...process.memoryUsage() })}\n`)
  beganAt ??= realNow()
}
process.on('SIGUSR2', () => {
  globalThis.gc()
  setTimeout(tell, 100)
})
