import { useMemo } from 'react'
import { usePolled } from '../../state/use-polled.ts'
import { usePanel } from '../../state/wall-store.ts'
import { sortWarnings, type SortedWarnings, type WarningsNow } from '../../state/situation.ts'

/** A grave warning takes the screen within two seconds. SC-K3 */
const READ_EVERY_MS = 1_500
const NONE: WarningsNow = { warnings: [] }

/** Warnings sorted for the area of this screen; the last ones heard of stay while the server is away. */
export function useWarnings(): SortedWarnings {
  const held = usePolled<WarningsNow>('api/v1/situation', READ_EVERY_MS)
  const path = usePanel(({ standing }) => standing?.path.map(({ code }) => code) ?? [])
  const own = usePanel(({ wall }) => wall)
  const { warnings } = (held.state === 'loading' ? undefined : held.value) ?? NONE
  return useMemo(
    () => sortWarnings(warnings, (code) => path.includes(code) || (own?.rowOf(code) ?? -1) >= 0),
    [warnings, path, own],
  )
}
