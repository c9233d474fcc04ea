import { until, type WallServer } from './wall-server.ts'

/** Node's options for a server that tells its memory; its wall runs `speed` times as fast once it was first asked. */
export function tellingMemory(speed = 1): readonly string[] {
  const preload = new URL('./fast-wall.mjs', import.meta.url)
  preload.searchParams.set('speed', String(speed))
  return ['--expose-gc', '--import', preload.href]
}

/** What the server holds after a collection. */
export async function toldMemory(wall: WallServer): Promise<NodeJS.MemoryUsage> {
  const told = () => [...wall.said().matchAll(/^memory (.*)$/gm)]
  const before = told().length
  process.kill(wall.pid, 'SIGUSR2')
  await until(() => Promise.resolve(told().length > before), 30_000, 'the server has not told its memory')
  return JSON.parse(told().at(-1)?.[1] ?? '{}') as NodeJS.MemoryUsage
}
