/** A stretch along one axis, units. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Words keep this far from a frame. */
const MARGIN = 12

/** What the frames of a wall of `screens` screens leave to be seen along an axis, `hidden` units of it lost between two. SC-M11 */
export function visibleSpans(length: number, screens: number, hidden: number): Span[] {
  const lost = screens === 1 ? 0 : hidden / 2 + MARGIN
  return Array.from({ length: screens }, (_, n) => ({
    from: n === 0 ? 0 : (n * length) / screens + lost,
    to: n === screens - 1 ? length : ((n + 1) * length) / screens - lost,
  }))
}

/** The parts of a stretch that are seen. */
export function seenOf({ from, to }: Span, seen: readonly Span[]): Span[] {
  return seen.flatMap((span) => {
    const part = { from: Math.max(from, span.from), to: Math.min(to, span.to) }
    return part.to > part.from ? [part] : []
  })
}

/** The longest; the stretch itself where none of it is seen. */
export const longestOf = (whole: Span, seen: readonly Span[]): Span =>
  seenOf(whole, seen).reduce<Span | undefined>(
    (best, span) => (best && best.to - best.from >= span.to - span.from ? best : span),
    undefined,
  ) ?? whole

export const mirrored = (spans: readonly Span[], length: number): Span[] =>
  spans.map(({ from, to }) => ({ from: length - to, to: length - from })).reverse()
