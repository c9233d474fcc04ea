import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** A resident's number that nobody has: the area code of no county, a birth date and serial made of `n`, a right check digit. */
export function canaryId(n: number): string {
  const month = String(1 + (n % 12)).padStart(2, '0')
  const day = String(1 + (Math.floor(n / 12) % 28)).padStart(2, '0')
  const year = 1930 + (Math.floor(n / 336) % 70)
  const serial = String(Math.floor(n / 23_520) % 1000).padStart(3, '0')
  const body = `659901${year}${month}${day}${serial}`
  return body + '10X98765432'[WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(body[i]), 0) % 11]
}

/** A mobile number of a range that is not given out. */
export const canaryPhone = (n: number): string => `1999${String(n % 10_000_000).padStart(7, '0')}`

const CANARY = /659901(?:19|20)\d{9}[\dX]|(?<!\d)1999\d{7}(?!\d)/

/** Whether bytes hold a canary. */
export const holdsCanary = (text: string): boolean => CANARY.test(text)

/** Files below a folder that hold a canary. */
export function filesWithCanary(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && holdsCanary(readFileSync(path, 'latin1')))
}
