import { statfs } from 'node:fs/promises'

/** Room on a file system: bytes a normal user may still write, and their share of the whole. */
export interface FreeDisk {
  readonly bytes: number
  readonly share: number
}

/** Room on the file system of a folder. */
export async function readFreeDisk(folder: string): Promise<FreeDisk> {
  const { bavail, blocks, bsize } = await statfs(folder)
  return { bytes: bavail * bsize, share: blocks === 0 ? 0 : bavail / blocks }
}
