import type { PictureWords } from '../../charts/network/network-picture.ts'
import type { Measure } from '../../charts/network/network-layout.ts'
import type { NetworkTree, NetworkUnit } from '../../charts/network/network-tree.ts'
import { countText } from '../../i18n/numbers.ts'
import type { SayNetwork } from '../../i18n/network-words.ts'
import { nameIn, shortName } from '../../i18n/words.ts'
import { valuesOf } from '../../map/figure-layer.ts'
import { figureLayerOf } from '../../map/legend.ts'
import type { CityLevelFacts } from '../../state/city-facts.ts'
import { readFigure } from '../../state/read-figure.ts'
import type { Layer } from '../../state/view.ts'
import { FACES } from '../../theme/tokens.ts'
import { figureText } from '../figure.tsx'
import type { Lang } from '../../../shared/protocol/messages.ts'

interface WordsAsk {
  readonly lang: Lang
  readonly say: SayNetwork
  readonly layer: Layer
  readonly measure: Measure
  readonly tree: NetworkTree
  readonly levels: readonly CityLevelFacts[]
}

const widths = new Map<string, number>()
let pen: CanvasRenderingContext2D | null | undefined

/** Width at one pixel of type, from the letters themselves; measured once a text. */
function widthOf(text: string, px: number): number {
  const known = widths.get(text)
  if (known !== undefined) return known * px
  pen ??= document.createElement('canvas').getContext('2d')
  if (pen === null) return text.length * px
  pen.font = `500 100px ${FACES.words}`
  const width = pen.measureText(text).width / 100
  if (document.fonts.status === 'loaded') widths.set(text, width)
  return width * px
}

const tierOf = (v: number) => Math.min(5, Math.max(1, Math.round(v))) as 1 | 2 | 3 | 4 | 5

function sizeText(unit: NetworkUnit, { measure, tree, say, lang, levels }: WordsAsk): string {
  if (measure === 'open') return `${say('children.open')} ${figureText(readFigure(unit.reader, 'cases.open', unit.row))}`
  const grids = measure === 'grids'
  const n = grids ? tree.grids(unit) : tree.childCount(unit)
  const level = grids ? levels.find(({ role }) => role === 'grid') : levels[unit.level + 1]
  if (n === undefined || level === undefined || level === levels[unit.level]) return ''
  return say('net.all', { n: countText(n), level: shortName(nameIn(lang, level.name)) })
}

/** What the picture says of a unit in the language: its name, and the figure that colours it. */
export function pictureWords(ask: WordsAsk): PictureWords {
  const { lang, say, layer, levels } = ask
  const { key, less } = figureLayerOf(layer)
  const mark = ({ reader, row }: NetworkUnit) => {
    const figure = readFigure(reader, key, row)
    const value = reader === undefined || less === undefined ? undefined : valuesOf({ key, less }, reader)?.(row)
    if (value !== undefined && !Number.isNaN(value)) return countText(value)
    const text = figureText(figure)
    if (figure.shape === 'tier' && figure.v !== null) return `${text} ${say(`tier.${tierOf(figure.v)}`)}`
    return figure.shape === 'rate' && figure.v !== null ? `${Math.floor(figure.v * 100)}%` : text
  }
  return {
    upright: lang === 'zh',
    name: (unit) => nameIn(lang, unit),
    mark,
    size: (unit) => sizeText(unit, ask),
    rest: ({ members, whole, level }) => {
      const facts = levels[level]
      const name = facts === undefined ? '' : shortName(nameIn(lang, facts.name))
      return whole ? say('net.all', { n: members.length, level: name }) : say('net.rest', { n: members.length })
    },
    back: (n) => say('net.back', { n }),
    measure: widthOf,
  }
}
