import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

/** What came to Chromium after 109; no compiler brings it to an older browser. */
const TOO_NEW =
  /\.(?:toSorted|toReversed|toSpliced|isWellFormed|toWellFormed|isSubsetOf|isSupersetOf)\(|\b(?:Object|Map)\.groupBy\b|\bPromise\.(?:withResolvers|try)\b|\bArray\.fromAsync\b|\bAbortSignal\.any\b|\bRegExp\.escape\b|\bURL\.(?:canParse|parse)\b/

// Fault seen: lists of the source board, of warnings and of the map's names put in order by a method of Chromium 110.
it('[SC13] nothing on the screen calls what Chromium 109 does not have', () => {
  const found = ['client', 'shared'].flatMap((room) => {
    const folder = join(import.meta.dirname, '../../..', room)
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
    return files.flatMap((file) => {
      const lines = readFileSync(join(folder, file), 'utf8').split('\n')
      return lines.flatMap((line, at) => (TOO_NEW.test(line) ? [`${room}/${file}:${at + 1}`] : []))
    })
  })
  expect(found).toEqual([])
})
