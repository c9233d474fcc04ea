import { readFileSync } from 'node:fs'
import type { RuleBook } from '../../shared/domain/rule-book.ts'
import { WrongConfiguration } from '../runtime/wrong-configuration.ts'
import { checkRuleBook } from '../../shared/rules/check-rule-book.ts'

/** Reads and checks a rule book; `WrongConfiguration` lists every fault with its place. */
export function readRuleBook(path: string): RuleBook {
  let parsed: unknown
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'))
  } catch (reason) {
    const why = reason instanceof Error ? reason.message : String(reason)
    throw new WrongConfiguration(`--rules ${path} cannot be read (${why}): give a JSON file of rules`)
  }
  const checked = checkRuleBook(parsed)
  if (checked.kind === 'book') return checked.book
  const lines = checked.faults.map(({ at, message }) => `  ${at}: ${message}`)
  throw new WrongConfiguration(`--rules ${path} is not sound; mend these places:\n${lines.join('\n')}`)
}
