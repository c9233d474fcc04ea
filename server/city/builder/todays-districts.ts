type Position = readonly [lng: number, lat: number]

/** The straight line from `from` to `to` (GCJ-02) sends what lies on its right to `right`. */
interface Cut {
  readonly from: Position
  readonly to: Position
  readonly right: string
}

/** How a district of the 2017 layout becomes districts of today (since 2021), by code. Declared, schematic. */
interface Successor {
  readonly code: string
  readonly cut?: Cut
}

export const SUCCESSORS: Readonly<Record<string, Successor>> = {
  上城区: { code: '330102' },
  江干区: { code: '330102', cut: { from: [120.312, 30.2], to: [120.285, 30.42], right: '330114' } },
  拱墅区: { code: '330105' },
  下城区: { code: '330105' },
  西湖区: { code: '330106' },
  滨江区: { code: '330108' },
  萧山区: { code: '330109', cut: { from: [120.8, 30.178], to: [120.36, 30.262], right: '330114' } },
  余杭区: { code: '330110', cut: { from: [120.139, 30.3], to: [120.146, 30.6], right: '330113' } },
  富阳区: { code: '330111' },
  临安市: { code: '330112' },
  桐庐县: { code: '330122' },
  淳安县: { code: '330127' },
  建德市: { code: '330182' },
}
