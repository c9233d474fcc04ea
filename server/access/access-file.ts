import { existsSync, readFileSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Value } from '@sinclair/typebox/value'
import { ACCESS_DOCUMENT, type AccessDocument } from './access-document.ts'

const FILE = 'access.json'
const EMPTY: AccessDocument = { version: 1, accounts: [], sessions: [], devices: [] }

/** The file cannot be used; the message says which, what is wrong, what to do. */
export class BrokenAccessFile extends Error {}

/** True where a data folder knows accounts. */
export function hasAccounts(folder: string): boolean {
  return existsSync(join(folder, FILE)) && readAccessFile(folder).accounts.length > 0
}

/** What the folder keeps of accounts and sessions; nothing in a new one. */
export function readAccessFile(folder: string): AccessDocument {
  const path = join(folder, FILE)
  if (!existsSync(path)) return structuredClone(EMPTY)
  try {
    const kept: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (Value.Check(ACCESS_DOCUMENT, kept)) return kept
    const fault = Value.Errors(ACCESS_DOCUMENT, kept).First()
    throw new Error(`${fault?.path ?? '/'}: ${fault?.message ?? 'unknown form'}`)
  } catch (reason) {
    const why = reason instanceof Error ? reason.message : String(reason)
    throw new BrokenAccessFile(`${path} cannot be read (${why}): put back a copy of it; without it nobody can sign in`)
  }
}

async function flush(path: string, flags: string, text?: string): Promise<void> {
  const file = await open(path, flags, 0o600)
  try {
    if (text !== undefined) await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Writes beside, flushes and renames: after a power cut there is the old or the new document, never a half. */
async function replace(folder: string, text: string): Promise<void> {
  const path = join(folder, FILE)
  await flush(`${path}.new`, 'w', text)
  await rename(`${path}.new`, path)
  await flush(dirname(path), 'r')
}

/** Keeps the document on disk; writes that come together are one. */
export class AccessKeeper {
  readonly #folder: string
  readonly #document: () => AccessDocument
  #writing: Promise<void> | undefined
  #next: Promise<void> | undefined

  constructor(folder: string, document: () => AccessDocument) {
    this.#folder = folder
    this.#document = document
  }

  /** Resolves when what the document holds now is on disk. */
  save(): Promise<void> {
    this.#next ??= (this.#writing ?? Promise.resolve()).catch(() => undefined).then(() => this.#write())
    return this.#next
  }

  #write(): Promise<void> {
    this.#next = undefined
    this.#writing = replace(this.#folder, JSON.stringify(this.#document()))
    return this.#writing
  }
}
