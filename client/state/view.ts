import type { Lang } from '../../shared/protocol/messages.ts'

export const LAYERS = ['tier', 'heat', 'events', 'checks', 'service', 'measures', 'columns', 'heat-smooth'] as const
export type Layer = (typeof LAYERS)[number]

/** What stands in the middle of the desk: the city by place, or its levels by size. */
export const STAGES = ['map', 'network'] as const
export type StageView = (typeof STAGES)[number]

/** What of the desk a window shows: all of it, or one part while another window shows the other. */
export const DESK_PARTS = ['all', 'map', 'queue'] as const
export type DeskPart = (typeof DESK_PARTS)[number]

/** What a person chose to look at. `node` is '' until the city is known, then always a code. */
export interface View {
  readonly node: string
  readonly layer: Layer
  readonly stage: StageView
  readonly lang: Lang
  /** Name of a scene, '' for none. */
  readonly scene: string
  readonly part: DeskPart
}

export const FIRST_VIEW: View = { node: '', layer: 'tier', stage: 'map', lang: 'zh', scene: '', part: 'all' }

const CODE = /^[A-Za-z0-9._:-]{1,64}$/

function layerOf(word: string | null): Layer {
  return LAYERS.find((layer) => layer === word) ?? FIRST_VIEW.layer
}

/** Reads a view from an address; what is not understood falls back to the first view. SC1 */
export function viewOf(search: string): View {
  const asked = new URLSearchParams(search)
  const node = asked.get('node') ?? ''
  const scene = asked.get('scene') ?? ''
  return {
    node: CODE.test(node) ? node : '',
    layer: layerOf(asked.get('layer')),
    stage: asked.get('stage') === 'network' ? 'network' : 'map',
    lang: asked.get('lang') === 'en' ? 'en' : 'zh',
    scene: CODE.test(scene) ? scene : '',
    part: DESK_PARTS.find((part) => part === asked.get('part')) ?? FIRST_VIEW.part,
  }
}

/** Writes a view as an address; what is the default is left out, so the city itself is `/`. SC1 */
export function addressOf(view: View, root: string): string {
  const said = new URLSearchParams()
  if (view.node !== '' && view.node !== root) said.set('node', view.node)
  if (view.layer !== FIRST_VIEW.layer) said.set('layer', view.layer)
  if (view.stage !== FIRST_VIEW.stage) said.set('stage', view.stage)
  if (view.lang !== FIRST_VIEW.lang) said.set('lang', view.lang)
  if (view.scene !== '') said.set('scene', view.scene)
  if (view.part !== FIRST_VIEW.part) said.set('part', view.part)
  const text = said.toString()
  return text === '' ? '' : `?${text}`
}
