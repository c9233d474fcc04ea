import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { useMapFeed } from '../state/map-feed.ts'
import type { ScopeReader } from '../state/wall-state.ts'
import { PALETTE } from '../theme/tokens.ts'
import { AreaTree } from './area-tree.ts'
import { CityBundle } from './city-bundle.ts'
import type { LevelNames } from './city-names.ts'
import { PATTERN, patternOf, valuesOf, type FigureLayer } from './figure-layer.ts'
import { growCity, planeOf } from './growing-city.ts'
import { figureLayerOf } from './legend.ts'
import type { LevelGeometry } from './level-geometry.ts'
import { paletteRgb } from './palette.ts'
import { boxOf } from './plane.ts'

const NOTICE = {
  zh: '此电脑暂不能使用三维图形，地图以简图显示；每十分钟重试一次。',
  en: 'This machine cannot draw with its GPU at present: the map is a plain picture. Tried again every ten minutes.',
} as const

const RETRY = { zh: '立即重试', en: 'Try now' } as const

interface PlainCity {
  readonly names: readonly LevelNames[]
  readonly geometry: LevelGeometry
}

/** Districts, or streets where a district is selected, need no more than the first two levels. */
async function openPlain(wall: () => ScopeReader | undefined): Promise<PlainCity | undefined> {
  const source = await CityBundle.open(new URL('./', document.baseURI).href)
  if (source) {
    const level = source.areaLevels.filter((n) => n > 0).at(1) ?? source.areaLevels.at(-1) ?? 0
    const geometry = await source.level(level)
    source.close()
    return { names: source.names, geometry }
  }
  const nodes = wall()?.nodes ?? []
  const plane = planeOf(nodes)
  const grown = plane && growCity(nodes, plane)
  const geometry = grown?.geometries.find(({ level }) => level === 2)
  return grown && geometry ? { names: grown.names, geometry } : undefined
}

function pathOf(geometry: LevelGeometry, cell: number): string {
  const { outline, ringStart, following } = geometry
  let path = ''
  let start = true
  for (let v = ringStart[cell] ?? 0; v < (ringStart[cell + 1] ?? 0); v++) {
    path += `${start ? 'M' : 'L'}${Math.round(outline[2 * v] ?? 0)} ${-Math.round(outline[2 * v + 1] ?? 0)}`
    start = (following[v] ?? 0) !== v + 1
    if (start) path += 'Z'
  }
  return path
}

function fillOf(reader: ScopeReader | undefined, layer: FigureLayer, code: string, top: number): string {
  const row = reader?.rowOf(code) ?? -1
  if (!reader || row < 0) return PALETTE.empty
  const v = valuesOf(layer, reader)?.(row) ?? Number.NaN
  if (Number.isNaN(v) || patternOf(reader.figure(layer.key, row).state) === PATTERN.empty) return PALETTE.empty
  const [r, g, b] = paletteRgb(layer.palette, layer.index(v, top))
  return `rgb(${r} ${g} ${b})`
}

/** The city without a GPU: its streets as one SVG picture in the layer's colours, with a notice. SC-M9 */
export function PlainStage({ retry }: { readonly retry: () => void }) {
  const feed = useMapFeed()
  const { layer, lang } = useStore(feed.view)
  const free = useStore(feed.insets)
  const [city, setCity] = useState<PlainCity>()
  const [, setSeq] = useState(0)

  useEffect(() => {
    let left = false
    const open = () => {
      openPlain(() => feed.wall()).then(
        (opened) => !left && setCity((held) => held ?? opened),
        () => undefined,
      )
    }
    open()
    const leave = feed.subscribe((change) => {
      if (change.whole) open()
      setSeq(change.seq)
    })
    return () => {
      left = true
      leave()
    }
  }, [feed])

  const shape = useMemo(() => city && { tree: new AreaTree(city.names), paths: pathsOf(city.geometry) }, [city])
  const notice = (
    <p className="map-notice">
      {NOTICE[lang]}{' '}
      <button type="button" onClick={retry}>
        {RETRY[lang]}
      </button>
    </p>
  )
  if (!city || !shape) return notice
  const reader = feed.wall()
  const figure = figureLayerOf(layer)
  const value = reader && valuesOf(figure, reader)
  const top = value ? figure.topOf(value, rowsOf(reader, city.geometry)) : 1
  const box = boxOf(city.geometry.outline, 0, city.geometry.outline.length / 2)
  return (
    <div className="map-stage" style={{ left: free.left, top: free.top, right: free.right, bottom: free.bottom }}>
      <svg viewBox={`${box.minX} ${-box.maxY} ${box.maxX - box.minX} ${box.maxY - box.minY}`} role="img">
        {city.geometry.codes.map((code, cell) => (
          <path
            key={code}
            d={shape.paths[cell]}
            fill={fillOf(reader, figure, code, top)}
            stroke={PALETTE.ground}
            strokeWidth={1.4}
            vectorEffect="non-scaling-stroke"
            onClick={() => feed.select(code)}
          >
            <title>{nameOf(shape.tree, city.geometry.level, cell, lang)}</title>
          </path>
        ))}
      </svg>
      {notice}
    </div>
  )
}

function pathsOf(geometry: LevelGeometry): string[] {
  return geometry.codes.map((_, cell) => pathOf(geometry, cell))
}

function rowsOf(reader: ScopeReader | undefined, geometry: LevelGeometry): number[] {
  return reader ? geometry.codes.map((code) => reader.rowOf(code)).filter((row) => row >= 0) : []
}

function nameOf(tree: AreaTree, level: number, cell: number, lang: 'zh' | 'en'): string {
  const names = tree.namesAt(level)
  return (lang === 'zh' ? names?.zh : names?.en)?.[cell] ?? ''
}
