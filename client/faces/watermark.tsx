import { sayIn } from '../i18n/words.ts'
import { useLang, usePanel } from '../state/wall-store.ts'

/** A word is written so often over the screen that no part of a picture can do without it. */
const PLACES = [0, 1, 2, 3, 4, 5, 6, 7, 8]

/** One word over the whole screen; `kind` names its looks. */
export function Watermark({ kind, word }: { readonly kind: 'replay' | 'exercise' | 'visitors'; readonly word: string }) {
  return (
    <div className={`watermark is-${kind}`} aria-hidden="true">
      {PLACES.map((at) => (
        <span key={at}>{word}</span>
      ))}
    </div>
  )
}

/** Replay and exercise are marked over the whole of every face, so that no picture of them passes for the present. */
export function ModeWatermark() {
  const say = sayIn(useLang())
  const mode = usePanel((read) => read.link.mode)
  return mode === 'replay' || mode === 'exercise' ? <Watermark kind={mode} word={say(`mode.${mode}`)} /> : null
}
