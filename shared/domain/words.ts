import { Kind, Type, TypeRegistry, type TUnsafe } from '@sinclair/typebox'

interface WordSchema {
  readonly enum: readonly unknown[]
}

TypeRegistry.Set<WordSchema>('Words', (schema, value) => schema.enum.includes(value))

/** A closed list of words: plain `enum` in JSON Schema, a union of literals in TypeScript. */
export function words<const T extends readonly string[]>(list: T): TUnsafe<T[number]> {
  return Type.Unsafe<T[number]>({ [Kind]: 'Words', type: 'string', enum: list })
}
