import { nameIn, type Named } from '../i18n/words.ts'
import { useLang } from '../state/wall-store.ts'
import './act-line.css'

interface PostChoiceProps {
  readonly label: string
  readonly posts: readonly { readonly code: string; readonly name: Named }[]
  readonly value: string
  readonly choose: (code: string) => void
}

/** Which post acts; never a person. */
export function PostChoice({ label, posts, value, choose }: PostChoiceProps) {
  const lang = useLang()
  return (
    <label className="post-choice">
      <span className="note">{label}</span>
      <select value={value} onChange={({ target }) => choose(target.value)}>
        {posts.map(({ code, name }) => (
          <option key={code} value={code}>
            {nameIn(lang, name)}
          </option>
        ))}
      </select>
    </label>
  )
}
