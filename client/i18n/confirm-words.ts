import { named, type Named } from './words.ts'

/** Words of figures that a post stood by; they come with the sheets and scenes that show them. */
export const CONFIRM_WORDS = {
  confirmed: named('已核定 {v} · {post} {time}', 'confirmed {v} · {post} {time}'),
  title: named('核定', 'Confirmation'),
  live: named('实时，尚未核定', 'live, not confirmed'),
  confirm: named('以本岗位核定此数', 'Confirm as this post'),
  post: named('岗位', 'Post'),
  failed: named('未能核定：{why}', 'Not confirmed: {why}'),
} as const satisfies Record<string, Named>
