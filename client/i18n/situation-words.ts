import type { Named } from './words.ts'

/** What the strip of an emergency response and of official warnings says. */
export const SITUATION_WORDS = {
  urgent: { zh: '应急响应 {level} 级', en: 'Emergency response level {level}' },
  running: { zh: '已持续 {t}', en: 'for {t}' },
  first: { zh: '初报应于 {t}', en: 'first report due {t}' },
  further: { zh: '续报应于 {t}', en: 'next report due {t}' },
  posts: { zh: '岗位 {posts}', en: 'posts: {posts}' },
  warning: { zh: '{type}{colour}预警 · {issuer}发布 · 有效至 {t}', en: '{type} warning {colour} · by {issuer} · until {t}' },
  exercise: { zh: '演练', en: 'EXERCISE' },
} as const satisfies Readonly<Record<string, Named>>
