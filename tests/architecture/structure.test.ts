import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cycles, importGraph, importsOf, sourceFiles } from './import-graph.ts'
import { breaches } from './structure-rules.ts'

const root = join(import.meta.dirname, '../..')
const PRODUCT = ['shared', 'server', 'client']
const files = sourceFiles(root, PRODUCT)
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')
const graph = importGraph(root, PRODUCT)

/** Violations planted one at a time: each must be seen, or its rule cannot fail. */
const PLANTED: readonly (readonly [why: string, file: string, line: string])[] = [
  ['shared is the bottom', 'shared/figures/x.ts', `import { join } from 'node:path'`],
  ['client and server apart', 'client/state/x.ts', `import { systemClock } from '../../server/runtime/clock.ts'`],
  ['no arrow back in the flow', 'server/log/x.ts', `import type { A } from '../stream/hub.ts'`],
  ['a stage takes types only', 'server/publish/x.ts', `import { open } from '../log/sqlite-event-log.ts'`],
  ['full state stays behind publish', 'server/routes/x.ts', `import type { Fold } from '../fold/fold.ts'`],
  ['panels stay apart', 'client/panels/a/x.tsx', `import { B } from '../b/y.tsx'`],
  ['one file for socket.io', 'server/routes/x.ts', `import { Server } from 'socket.io'`],
  ['the database stays in the log', 'server/routes/x.ts', `import Database from 'better-sqlite3'`],
]

describe('structure', () => {
  it('[OP1] the real import graph keeps the direction of the flow', () => {
    expect(graph.length).toBeGreaterThan(20)
    expect(breaches(graph)).toEqual([])
  })

  it.each(PLANTED)('[OP1] a planted breach is seen: %s', (_why, file, line) => {
    expect(breaches(importsOf(file, line))).toHaveLength(1)
  })

  it('[OP1] no chain of imports comes back to where it began', () => {
    const planted = [
      { from: 'a', to: 'b', typeOnly: false },
      { from: 'b', to: 'a', typeOnly: false },
    ]
    expect(cycles(planted)).toHaveLength(1)
    expect(cycles(graph)).toEqual([])
  })

  it('[OP2] only the configuration reads the environment', () => {
    const readers = files.filter((file) => textOf(file).includes('process.env'))
    expect(readers.filter((file) => !/^server\/(config\.ts|boot\.mjs|boot\/)/.test(file))).toEqual([])
  })

  it('[OP2] nothing re-exports a folder', () => {
    expect(files.filter((file) => /\/index\.tsx?$/.test(file))).toEqual([])
  })

  it('[OP3] the top level is what the owner fixed', () => {
    const fixed = [
      'client',
      'server',
      'shared',
      'public',
      'tests',
      'package.json',
      'tsconfig.json',
      'vite.config.ts',
      'README.md',
    ]
    const beside = ['README.zh-CN.md', 'LICENSE', 'package-lock.json', '.npmrc', '.gitignore', '.ci', '.git', '.oxlintrc.json']
    const dots = [
      '.prettierrc.json',
      '.prettierignore',
      '.knip.json',
      '.cache',
      'node_modules',
      'dist',
      'data',
      'test-results',
      'coverage',
    ]
    const known = new Set([...fixed, ...beside, ...dots])
    expect(readdirSync(root).filter((name) => !known.has(name))).toEqual([])
  })
})
