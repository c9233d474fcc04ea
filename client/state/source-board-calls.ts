import type { SourceBoard } from '../../shared/protocol/source-board.ts'

/** What the board page holds: nothing yet, the newest answer, or that it cannot be read (with what was held before). */
export type HeldBoard =
  | { readonly state: 'loading' }
  | { readonly state: 'held'; readonly board: SourceBoard }
  | { readonly state: 'failed'; readonly board: SourceBoard | undefined }

/** Reads the board of the page's own server; a failure keeps what was held. */
export async function readBoard(before: HeldBoard): Promise<HeldBoard> {
  const held = before.state === 'loading' ? undefined : before.board
  try {
    const response = await fetch(new URL('api/v1/sources', document.baseURI), { headers: { accept: 'application/json' } })
    if (!response.ok) return { state: 'failed', board: held }
    return { state: 'held', board: (await response.json()) as SourceBoard }
  } catch {
    return { state: 'failed', board: held }
  }
}
