import { Fragment, type ReactNode } from 'react'

/** Fills the `{places}` of a sentence with elements, in the order the language puts them. */
export function fillParts(text: string, parts: Readonly<Record<string, ReactNode>>): ReactNode {
  return text.split(/\{(\w+)\}/).map((piece, at) => <Fragment key={at}>{at % 2 === 0 ? piece : parts[piece]}</Fragment>)
}
