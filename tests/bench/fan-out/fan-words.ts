/** What the bench tells the server process. `everyMs`: pause between two broadcasts. */
export type ServerOrder =
  | { readonly kind: 'size'; readonly bytes: number }
  | { readonly kind: 'run'; readonly to: 'wall' | 'bare'; readonly times: number; readonly everyMs: number }
  | { readonly kind: 'memory' }

export type ServerWord =
  | { readonly kind: 'listening'; readonly wall: number; readonly bare: number }
  | { readonly kind: 'ran'; readonly cpuMs: number }
  | { readonly kind: 'memory'; readonly bytes: number }

/** What the bench tells the process of the screens. `stuck`: screens that never read on. */
export type ScreensOrder =
  | { readonly kind: 'open'; readonly wall: number; readonly bare: number; readonly count: number }
  | { readonly kind: 'stuck'; readonly wall: number; readonly count: number }
  | { readonly kind: 'take' }

export type ScreensWord =
  { readonly kind: 'opened' } | { readonly kind: 'taken'; readonly messages: number; readonly p50: number; readonly p99: number }
