import { useEffect, type ReactNode } from 'react'
import { ErrorBoundary, type FallbackProps } from 'react-error-boundary'
import { sayIn, type Word } from '../i18n/words.ts'
import { after } from '../observe/timers.ts'
import { forgetPanel, reportPanel, type PanelState } from '../observe/panel-states.ts'
import { useLang, usePanel, type PanelRead } from '../state/wall-store.ts'

const RETRY_MS = 10_000

interface PanelProps {
  readonly id: string
  readonly title: Word
  /** Small words at the right of the title. */
  readonly note?: ReactNode
  readonly children: ReactNode
}

function standing({ focus, link }: PanelRead): PanelState {
  if (focus === undefined) return 'loading'
  return link.state === 'lost' ? 'stale' : link.state === 'live' ? 'live' : 'late'
}

/** Title, note and body of one panel; a fault inside stays inside. SC9 */
export function Panel({ id, title, note, children }: PanelProps) {
  const say = sayIn(useLang())
  const state = usePanel(standing)
  useEffect(() => {
    reportPanel(id, state)
    return () => forgetPanel(id)
  }, [id, state])
  return (
    <section className={`panel panel-${id}`} data-panel={id} data-state={state} aria-label={say(title)}>
      <header className="panel-head">
        <h2>{say(title)}</h2>
        {note !== undefined && <span className="panel-note">{note}</span>}
      </header>
      <ErrorBoundary fallbackRender={(fault) => <Fault id={id} {...fault} />}>
        {state === 'loading' ? <Skeleton /> : <div className="panel-body">{children}</div>}
      </ErrorBoundary>
    </section>
  )
}

function Skeleton() {
  const say = sayIn(useLang())
  return (
    <div className="skeleton" role="status">
      <span className="unseen">{say('panel.loading')}</span>
    </div>
  )
}

function Fault({ id, error, resetErrorBoundary }: FallbackProps & { readonly id: string }) {
  const say = sayIn(useLang())
  useEffect(() => {
    reportPanel(id, 'error')
    return after(RETRY_MS, resetErrorBoundary)
  }, [id, resetErrorBoundary])
  return (
    <div className="panel-fault" role="alert">
      <b>{say('panel.error')}</b>
      <span>{error instanceof Error ? error.message : String(error)}</span>
    </div>
  )
}
