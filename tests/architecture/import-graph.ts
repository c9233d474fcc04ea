import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'

/** One import as the source says it: `to` is a project path, or a package name when it starts outside. */
export interface Import {
  readonly from: string
  readonly to: string
  readonly typeOnly: boolean
}

const SOURCE = /\.(ts|tsx|mjs)$/
const STATEMENT = /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/g
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/[^\n]*/g, '$1')
}

/** Project files under the given top folders, as paths with forward slashes. */
export function sourceFiles(root: string, folders: readonly string[]): string[] {
  const walk = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) return walk(path)
      return SOURCE.test(entry.name) ? [path] : []
    })
  return folders.flatMap(walk)
}

function onlyTypes(statement: string): boolean {
  const names = /^\s*(?:import|export)\s+\{([^}]*)\}\s+from/.exec(statement.trim())?.[1]
  if (names === undefined) return false
  return names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .every((name) => name.startsWith('type '))
}

/** The imports of one file's text. Type-only: `import type`, or braces in which every name says `type`. */
export function importsOf(from: string, text: string): Import[] {
  const bare = withoutComments(text)
  const place = (to: string) =>
    to.startsWith('.')
      ? normalize(join(dirname(from), to))
          .split(sep)
          .join('/')
      : to
  const stated = [...bare.matchAll(STATEMENT)].map((match) => ({
    from,
    to: place(match[3] ?? ''),
    typeOnly: match[2] !== undefined || onlyTypes(match[0]),
  }))
  return [...stated, ...[...bare.matchAll(DYNAMIC)].map((match) => ({ from, to: place(match[1] ?? ''), typeOnly: false }))]
}

/** The whole graph of the product's folders. */
export function importGraph(root: string, folders: readonly string[]): Import[] {
  return sourceFiles(root, folders).flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8')))
}

/** Chains of value imports that come back to where they began, one line each. */
export function cycles(graph: readonly Import[]): string[] {
  const next = new Map<string, string[]>()
  for (const { from, to, typeOnly } of graph) if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to])
  const done = new Set<string>()
  const found: string[] = []
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file)
    if (at >= 0) {
      found.push([...path.slice(at), file].join(' → '))
      return
    }
    if (done.has(file)) return
    for (const to of next.get(file) ?? []) visit(to, [...path, file])
    done.add(file)
  }
  for (const file of next.keys()) visit(file, [])
  return found
}
