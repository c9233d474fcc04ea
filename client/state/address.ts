import { addressOf, viewOf } from './view.ts'
import type { ViewStore } from './view-store.ts'

/** Keeps the address and the view equal: a node goes into the history, the rest replaces. Returns the way out. SC1 */
export function bindAddress(view: ViewStore, root: () => string, page: Window): () => void {
  let node = view.getState().node
  const write = () => {
    const state = view.getState()
    const address = `${page.location.pathname}${addressOf(state, root())}`
    if (address !== `${page.location.pathname}${page.location.search}`) {
      const turned = node !== state.node && node !== ''
      page.history[turned ? 'pushState' : 'replaceState'](null, '', address)
    }
    node = state.node
  }
  const read = () => {
    const asked = viewOf(page.location.search)
    node = asked.node === '' ? root() : asked.node
    view.act.take({ ...asked, node })
  }
  page.addEventListener('popstate', read)
  const unsubscribe = view.subscribe(write)
  return () => (unsubscribe(), page.removeEventListener('popstate', read))
}
