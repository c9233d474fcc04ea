import { HELP_WORDS } from '../../i18n/help-words.ts'
import { SEARCH_WORDS } from '../../i18n/search-words.ts'
import { zh, type Word } from '../../i18n/zh.ts'
import { en } from '../../i18n/en.ts'
import { fillPlaces, named, type Named } from '../../i18n/words.ts'
import { LAYERS, type DeskPart } from '../../state/view.ts'
import type { SheetName } from '../../state/view-store.ts'
import type { Stores } from '../../state/wall-store.ts'

/** Something the desk can do, found by its words or its key. */
export interface DeskCommand {
  readonly id: string
  readonly name: Named
  /** The key that does the same, '' for none. */
  readonly key: string
  run(stores: Stores): void
}

const bothOf = (word: Word): Named => named(zh[word], en[word])
const sheet = (name: SheetName, word: keyof typeof HELP_WORDS, key: string): DeskCommand => ({
  id: name,
  name: HELP_WORDS[word],
  key,
  run: ({ view }) => view.act.open(name),
})

/** Leaves `part` here and opens the other one in a window of its own. */
function split(part: DeskPart, other: DeskPart): DeskCommand['run'] {
  return ({ view }) => {
    const address = new URL(window.location.href)
    address.searchParams.set('part', other)
    window.open(address, '_blank')
    view.act.stay(part)
    view.act.open('none')
  }
}

const leave = (path: string) => () => window.location.assign(new URL(path, document.baseURI))

const layers = LAYERS.map((layer, at): DeskCommand => {
  const name = bothOf(`layer.${layer}`)
  return {
    id: `layer-${layer}`,
    name: named(fillPlaces(SEARCH_WORDS.layer.zh, { name: name.zh }), fillPlaces(SEARCH_WORDS.layer.en, { name: name.en })),
    key: at < 7 ? String(at + 1) : '',
    run: ({ view }) => (view.act.show(layer), view.act.open('none')),
  }
})

const stage = (name: 'map' | 'network'): DeskCommand => ({
  id: `stage-${name}`,
  name: SEARCH_WORDS[name],
  key: 'V',
  run: ({ view }) => (view.act.stand(name), view.act.open('none')),
})

/** Every command of the desk, the most used first. SC11 */
export const COMMANDS: readonly DeskCommand[] = [
  sheet('handover', 'handover', 'H'),
  sheet('notes', 'notes', 'B'),
  sheet('cases', 'cases', 'C'),
  sheet('units', 'units', 'U'),
  sheet('measures', 'measures', 'M'),
  sheet('service', 'service', 'G'),
  sheet('figures', 'figures', 'F'),
  sheet('table', 'table', 'T'),
  { id: 'layout', name: SEARCH_WORDS.layout, key: '', run: ({ view }) => view.act.open('layout') },
  { id: 'thresholds', name: SEARCH_WORDS.thresholds, key: '', run: ({ view }) => view.act.open('thresholds') },
  ...layers,
  stage('network'),
  stage('map'),
  {
    id: 'whole',
    name: SEARCH_WORDS.whole,
    key: 'Home',
    run: ({ view, wall }) => (view.act.select(wall.getState().city?.code ?? ''), view.act.open('none')),
  },
  { id: 'map-here', name: SEARCH_WORDS.mapHere, key: '', run: split('map', 'queue') },
  { id: 'queue-here', name: SEARCH_WORDS.queueHere, key: '', run: split('queue', 'map') },
  { id: 'one-window', name: SEARCH_WORDS.oneWindow, key: '', run: ({ view }) => (view.act.stay('all'), view.act.open('none')) },
  { id: 'briefing', name: SEARCH_WORDS.briefing, key: '', run: leave('briefing') },
  { id: 'board', name: SEARCH_WORDS.board, key: '', run: leave('sources') },
  sheet('help', 'help', '?'),
]

/** Commands whose words or key fit, in their order; all of them for nothing. */
export function findCommands(text: string): readonly DeskCommand[] {
  const asked = text.trim().toLowerCase()
  return COMMANDS.filter(
    ({ name, key }) =>
      asked === '' || name.zh.includes(asked) || name.en.toLowerCase().includes(asked) || key.toLowerCase() === asked,
  )
}
