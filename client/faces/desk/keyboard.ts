import type { Way } from '../../state/area-compass.ts'
import type { SheetName } from '../../state/view-store.ts'
import { LAYERS, type Layer } from '../../state/view.ts'

/** What a key asks for, decided without touching anything. */
export type Command =
  | { readonly kind: 'open'; readonly sheet: SheetName }
  | { readonly kind: 'close' }
  | { readonly kind: 'select'; readonly code: string }
  | { readonly kind: 'hover'; readonly code: string }
  | { readonly kind: 'layer'; readonly layer: Layer }
  | { readonly kind: 'language' }
  | { readonly kind: 'worst' }
  | { readonly kind: 'whole' }
  | { readonly kind: 'stage' }

export interface KeyContext {
  readonly sheetOpen: boolean
  /** The selected node's parent, '' at the top. */
  readonly parent: string
  /** Codes of the children in the order of the list. */
  readonly children: readonly string[]
  readonly hovered: string
  /** The child next to the hovered one on the map, undefined where the map knows none. */
  toward(way: Way): string | undefined
}

const SHEETS: Readonly<Record<string, SheetName>> = {
  '/': 'search',
  c: 'cases',
  C: 'cases',
  b: 'notes',
  B: 'notes',
  f: 'figures',
  F: 'figures',
  g: 'service',
  G: 'service',
  h: 'handover',
  H: 'handover',
  m: 'measures',
  M: 'measures',
  t: 'table',
  T: 'table',
  u: 'units',
  U: 'units',
  '?': 'help',
}
const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, n: 1, p: -1 }
const WAYS: Readonly<Record<string, Way>> = { ArrowDown: 'down', ArrowRight: 'right', ArrowUp: 'up', ArrowLeft: 'left' }

function neighbour({ children, hovered }: KeyContext, step: 1 | -1): string | undefined {
  const at = children.indexOf(hovered)
  if (at < 0) return step > 0 ? children[0] : children.at(-1)
  return children[(at + step + children.length) % children.length]
}

/** The command of a key on the desk; undefined where the key means nothing. SC11 */
export function commandOf(key: string, context: KeyContext): Command | undefined {
  if (key === 'Escape') {
    if (context.sheetOpen) return { kind: 'close' }
    return context.parent === '' ? undefined : { kind: 'select', code: context.parent }
  }
  if (context.sheetOpen) return undefined
  const sheet = SHEETS[key]
  if (sheet !== undefined) return { kind: 'open', sheet }
  const step = STEPS[key]
  if (step !== undefined) {
    const way = WAYS[key]
    const code = (way && context.toward(way)) ?? neighbour(context, step)
    return code === undefined ? undefined : { kind: 'hover', code }
  }
  if (key === 'Enter') return context.hovered === '' ? undefined : { kind: 'select', code: context.hovered }
  if (key === 'l' || key === 'L') return { kind: 'language' }
  if (key === 'w' || key === 'W') return { kind: 'worst' }
  if (key === 'Home') return { kind: 'whole' }
  if (key === 'v' || key === 'V') return { kind: 'stage' }
  const layer = LAYERS[Number(key) - 1]
  return layer === undefined ? undefined : { kind: 'layer', layer }
}
