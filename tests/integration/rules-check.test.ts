import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkCommand } from '../../server/rules/command/check-command.ts'
import { WrongConfiguration } from '../../server/runtime/wrong-configuration.ts'
import { describe, expect, test } from 'vitest'
import { dataSet } from '../support/data-sets.ts'
import { plainCsv } from '../support/plain-csv.ts'

const root = join(import.meta.dirname, '../..')
const fixture = (name: string) => join(root, 'tests/fixtures/rules', `${name}.json`)

function rules(...args: string[]) {
  return ran('npm', ['run', '-s', 'rules', '--', ...args])
}

/** The same without npm's own start, where many are tried. */
function quickly(...args: string[]) {
  return ran(process.execPath, ['--import', 'tsx', 'server/rules/command/rules.ts', ...args])
}

function ran(command: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  return { status, lines: stdout === '' ? [] : stdout.trimEnd().split('\n'), said: stderr }
}

interface Scheme {
  readonly set: string
  readonly rules: string
  readonly key: string
  readonly published: string
  readonly counts: { readonly rows: number; readonly judgeable: number; readonly agree: number }
  /** Rows that have a published tier and inputs from which nobody can tell it. */
  readonly untold: (row: Readonly<Record<string, string>>) => boolean
}

const SCHEMES: readonly Scheme[] = [
  {
    set: 'tiers-cdc-community-level/cdc_community_level_2022-02-24_2022-03-31.csv.gz',
    rules: fixture('cdc-community-level'),
    key: 'county_fips,date_updated',
    published: 'covid-19_community_level',
    counts: { rows: 19_344, judgeable: 19_333, agree: 19_333 },
    untold: (row) => row['covid_hospital_admissions_per_100k'] === '' && row['covid_inpatient_bed_utilization'] === '',
  },
  {
    set: 'tiers-cdc-transmission/cdc_transmission_2021-11-10.csv.gz',
    rules: fixture('cdc-transmission'),
    key: 'fips_code',
    published: 'community_transmission_level',
    counts: { rows: 3_221, judgeable: 2_703, agree: 2_703 },
    untold: (row) => ['suppressed', ''].includes(row['cases_per_100K_7_day_count_change'] ?? ''),
  },
]

describe('rules check', () => {
  for (const { set, rules: file, key, published, counts, untold } of SCHEMES) {
    const path = dataSet(set)
    // Fault seen: `>` for `>=` in one cut (96 rows of the first table lie on a cut); a suppressed count read as 0.
    test.skipIf(path === undefined)(`[TR7] reproduces every judgeable row of ${set.split('/')[0]}`, () => {
      const table = plainCsv(path ?? '')
      const { status, lines, said } = rules('check', '--rules', file, '--input', path ?? '', '--key', key)
      expect(status, said).toBe(0)
      expect(lines).toHaveLength(table.length)
      let [judgeable, agree] = [0, 0]
      table.forEach((row, at) => {
        const [ours = '', ...keys] = (lines[at] ?? '').split(',').reverse()
        expect(keys.reverse().join()).toBe(
          key
            .split(',')
            .map((name) => row[name])
            .join(),
        )
        const theirs = (row[published] ?? '').toLowerCase()
        if (untold(row)) expect(ours).toBe('unknown')
        else if (theirs !== '' && theirs !== 'n/a') {
          judgeable += 1
          agree += ours.toLowerCase() === theirs ? 1 : 0
        }
      })
      expect({ rows: table.length, judgeable, agree }).toEqual(counts)
    })
  }

  test('[TR7] files of one publisher differ in names, marks, separators, dates and case, and read alike', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gridwall-rules-'))
    const table = join(folder, 'other.csv')
    const rows = [
      '"01,003",49.99,7.99%,2021-11-10T00:00:00.000',
      '01005,"1,327.100",,11/10/2021 12:00:00 AM',
      '01007,Suppressed,3.1,2021-11-10',
      '01009,9.99,4.99,2021/11/10',
      '01011,9.99,4.99,2019/11/10',
      '01013,many,4.99,2021/11/10',
      '01015',
    ]
    const header = '\ufeffFIPS , CASES_PER_100K_7_DAY_COUNT_CHANGE,percent_test_results_reported_positive_LAST_7_days,Date'
    writeFileSync(table, [header, ...rows].join('\r\n'))
    const { lines, said } = quickly('check', '--rules', fixture('cdc-transmission'), '--input', table, '--key', 'fips_code')
    expect(lines).toEqual([
      '"01,003",moderate',
      '01005,high',
      '01007,unknown',
      '01009,low',
      '01011,unknown',
      '01013,unknown',
      '01015,unknown',
    ])
    expect(said).toContain('7 rows: 3 with a tier, 4 unknown; 1 cells could not be read as numbers')
  })

  test('[OP5] wrong options and files end with 2 and one plain sentence', () => {
    const good = fixture('cdc-transmission')
    const folder = mkdtempSync(join(tmpdir(), 'gridwall-rules-'))
    const broken = join(folder, 'rules.json')
    writeFileSync(broken, readFileSync(good, 'utf8').replaceAll('"tier": "moderate"', '"tier": "mild"'))
    const empty = join(folder, 'empty.csv')
    writeFileSync(empty, '')
    const other = join(folder, 'other.csv')
    writeFileSync(other, 'a,b\n1,2\n')
    const { status, lines, said } = quickly('check', '--rules', broken, '--input', other, '--key', 'a')
    expect([status, lines], said).toEqual([2, []])
    expect(said).toContain('"mild" is none of the rule\'s tiers')
    expect(quickly('check', '--rules', good).said).toContain('--key is missing')
    const wrong: [string, string, string][] = [
      [good, empty, 'is empty'],
      [good, folder, 'give a CSV file'],
      [good, other, 'its columns are a, b'],
      [other, other, 'give a JSON file of rules'],
    ]
    for (const [file, input, words] of wrong) {
      expect(() => checkCommand({ rules: file, input, key: ['c'] })).toThrow(WrongConfiguration)
      expect(() => checkCommand({ rules: file, input, key: ['c'] })).toThrow(words)
    }
  })
})
