import { useEffect, useRef, type ReactNode } from 'react'
import { sayIn } from '../i18n/words.ts'
import { useLang, useStores } from '../state/wall-store.ts'

interface SheetProps {
  readonly id: string
  readonly title: string
  readonly note?: ReactNode
  readonly children: ReactNode
}

/** A sheet over the desk; takes the keyboard, gives it back where it came from. */
export function Sheet({ id, title, note, children }: SheetProps) {
  const say = sayIn(useLang())
  const { view } = useStores()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const before = document.activeElement
    const first = box.current?.querySelector<HTMLElement>('input') ?? box.current?.querySelector<HTMLElement>('.sheet-close')
    first?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <div className={`sheet sheet-${id}`} role="dialog" aria-modal="true" aria-label={title} ref={box} data-panel={id}>
      <header>
        <h2>{title}</h2>
        {note !== undefined && <span className="note">{note}</span>}
        <button type="button" className="sheet-close" onClick={() => view.act.open('none')}>
          {say('close')} <kbd>Esc</kbd>
        </button>
      </header>
      {children}
    </div>
  )
}
