import { after } from '../../observe/timers.ts'

/** Frequencies in Hz, one after the other; each lasts `NOTE_S`. Two levels that nobody takes for each other. */
const NOTES: Readonly<Record<1 | 2, readonly number[]>> = { 1: [880, 1175, 880, 1175, 880, 1175], 2: [660, 880] }
const NOTE_S = 0.22
const LOUDNESS = 0.5
const LOOK_EVERY_MS = 40
/** A peak above this on the way to the loudspeaker is sound. */
const HEARABLE = 0.05

/** Tones on the browser's own oscillator, measured on their way out. AL12 */
export class AlarmTone {
  #context: AudioContext | undefined
  #meter: AnalyserNode | undefined

  /** Whether the browser lets this page sound now. */
  get isArmed(): boolean {
    return this.#context?.state === 'running'
  }

  /** Asks the browser to let this page sound; it does after a press or a click. Resolves when it has answered or stays silent. */
  async arm(): Promise<void> {
    this.#context ??= new AudioContext()
    if (this.#meter === undefined) {
      this.#meter = this.#context.createAnalyser()
      this.#meter.connect(this.#context.destination)
    }
    if (this.#context.state !== 'running')
      await Promise.race([this.#context.resume(), new Promise<void>((stays) => after(500, stays))])
  }

  /** Sounds a level; resolves with whether sound really left for the loudspeaker. */
  async play(level: 1 | 2): Promise<boolean> {
    const [context, meter] = [this.#context, this.#meter]
    if (context?.state !== 'running' || meter === undefined) return false
    const notes = NOTES[level]
    notes.forEach((hertz, at) => sound(context, meter, hertz, context.currentTime + at * NOTE_S))
    return isHeard(meter, notes.length * NOTE_S * 1000)
  }

  close(): void {
    void this.#context?.close()
    this.#context = undefined
    this.#meter = undefined
  }
}

function sound(context: AudioContext, to: AudioNode, hertz: number, at: number): void {
  const note = context.createOscillator()
  const loudness = context.createGain()
  note.type = 'triangle'
  note.frequency.value = hertz
  loudness.gain.setValueAtTime(0, at)
  loudness.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02)
  loudness.gain.setValueAtTime(LOUDNESS, at + NOTE_S - 0.04)
  loudness.gain.linearRampToValueAtTime(0, at + NOTE_S)
  note.connect(loudness).connect(to)
  note.start(at)
  note.stop(at + NOTE_S)
}

/** Looks at the wave on its way out until it is loud enough or the tone is over. */
function isHeard(meter: AnalyserNode, lastsMs: number): Promise<boolean> {
  const wave = new Float32Array(meter.fftSize)
  return new Promise((answer) => {
    let left = Math.ceil(lastsMs / LOOK_EVERY_MS)
    const look = () => {
      meter.getFloatTimeDomainData(wave)
      const loud = wave.some((v) => Math.abs(v) > HEARABLE)
      left--
      if (loud || left <= 0) answer(loud)
      else after(LOOK_EVERY_MS, look)
    }
    look()
  })
}
