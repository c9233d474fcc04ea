import { LAYERS, type Layer, type View } from './view.ts'
import { windowLine, type WindowLine } from '../connection/window-line.ts'
import type { ViewStore } from './view-store.ts'

/** What windows of one desk have in common. */
type Shared = Pick<View, 'node' | 'layer' | 'lang'>

const pick = ({ node, layer, lang }: View): Shared => ({ node, layer, lang })
const equal = (a: Shared, b: Shared) => a.node === b.node && a.layer === b.layer && a.lang === b.lang

/** What another window said; undefined where it is nothing of ours. */
function sharedIn(said: unknown): Shared | undefined {
  const { node, layer, lang } = (said ?? {}) as Record<string, unknown>
  const known = LAYERS.find((word): word is Layer => word === layer)
  if (typeof node !== 'string' || known === undefined || (lang !== 'zh' && lang !== 'en')) return undefined
  return { node, layer: known, lang }
}

/**
 * Windows that each show a part of one desk stay in step: what is selected in one is selected in all. A window that
 * shows the whole desk is a desk of its own. SC14
 */
export function keepInStep(view: ViewStore, line: WindowLine): () => void {
  let agreed = pick(view.getState())
  line.onHeard((message) => {
    const said = sharedIn(message)
    if (said === undefined || view.getState().part === 'all' || equal(said, agreed)) return
    agreed = said
    const { node, layer, lang } = said
    if (node !== view.getState().node) view.act.select(node)
    view.setState({ layer, lang })
  })
  const unsubscribe = view.subscribe((state) => {
    const now = pick(state)
    if (state.part === 'all' || state.node === '' || equal(now, agreed)) return
    agreed = now
    line.say(now)
  })
  return () => (unsubscribe(), line.close())
}

/** Joins the windows of this desk in this browser. SC14 */
export const joinDesk = (view: ViewStore): (() => void) => keepInStep(view, windowLine('gridwall.desk'))
