import type { AlarmRules } from '../../shared/domain/alarm-rules.ts'

const name = (en: string) => ({ zh: en, en })

/** One rule of each kind for the small catalogue. */
export const SMALL_ALARMS: AlarmRules = {
  version: 'test',
  author: name('author'),
  posts: [
    { code: 'desk', name: name('desk') },
    { code: 'shift', name: name('shift') },
  ],
  acknowledgeMinutes: [5, 15, 60, 240],
  lapseMinutes: [15, 30, 120, 480],
  dampSeconds: 300,
  load: { desks: 1, perTenMinutes: 1 },
  reports: { firstMinutes: 30, everyMinutes: 120 },
  rules: [
    { id: 'danger', name: name('danger'), kind: 'open-case', types: ['home'], level: 1 },
    {
      id: 'wide',
      name: name('wide'),
      kind: 'cluster',
      types: ['f'],
      count: 3,
      minutes: 2880,
      role: 'district',
      level: 2,
      suppresses: ['many'],
    },
    { id: 'high', name: name('high'), kind: 'reading', dimension: 'water', from: 20, until: 15, level: 2 },
    { id: 'supervised', name: name('supervised'), kind: 'supervised-overdue', level: 3 },
    { id: 'review', name: name('review'), kind: 'review-overdue', level: 3 },
    { id: 'many', name: name('many'), kind: 'cluster', types: ['thing'], count: 2, minutes: 1440, role: 'grid', level: 3 },
    { id: 'silent', name: name('silent'), kind: 'silent-source', limits: 3, level: 4 },
    { id: 'covered', name: name('covered'), kind: 'coverage', role: 'street', below: 0.6, fromHour: 20, level: 4 },
    { id: 'tight', name: name('tight'), kind: 'coupling', role: 'city', afterMinutes: 10, clearMinutes: 20, level: 3 },
  ],
}
