/** The line between windows of one browser. */
export interface WindowLine {
  say(message: unknown): void
  /** Calls `heard` with what another window said. */
  onHeard(heard: (message: unknown) => void): void
  close(): void
}

/** The browser's own line of that name. */
export function windowLine(name: string): WindowLine {
  const channel = new BroadcastChannel(name)
  return {
    say: (message) => channel.postMessage(message),
    onHeard: (heard) => channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => heard(data)),
    close: () => channel.close(),
  }
}
