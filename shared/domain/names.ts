import { Type } from '@sinclair/typebox'

/** What a pack calls a thing: Chinese first, English second; both always present. */
export const Names = Type.Object(
  { zh: Type.String({ minLength: 1, maxLength: 80 }), en: Type.String({ minLength: 1, maxLength: 120 }) },
  { additionalProperties: false },
)
