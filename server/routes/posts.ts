import type { AlarmRules } from '../../shared/domain/alarm-rules.ts'
import type { Static } from '@sinclair/typebox'
import type { Names } from '../../shared/domain/names.ts'
import { RefusedQuery } from './query.ts'

type Posts = Pick<AlarmRules, 'posts'>

/** Name of a post of the city; its code where the pack no longer has it. */
export function postNames({ posts }: Posts, code: string): Static<typeof Names> {
  return posts.find((post) => post.code === code)?.name ?? { zh: code, en: code }
}

/** The post a call acts as, the city's first where it does not say. */
export function postOf({ posts }: Posts, asked: string | undefined): string {
  const post = asked ?? posts[0]?.code ?? ''
  if (posts.some(({ code }) => code === post)) return post
  throw new RefusedQuery(400, 'unknown-post', `post is one of ${posts.map(({ code }) => code).join(', ')}; never a person.`)
}
