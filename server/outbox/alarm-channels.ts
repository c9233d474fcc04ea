import { Type, type Static } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { readFileSync } from 'node:fs'
import { Names } from '../../shared/domain/names.ts'
import { words } from '../../shared/domain/words.ts'

const strict = { additionalProperties: false }

/** One way out of the room: a gateway of short messages, a chat, a relay of a siren. AL10 */
const CHANNEL = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}$' }),
    name: Names,
    url: Type.String({ pattern: '^https?://.', maxLength: 2_000 }),
    /** Bodies are signed with it. */
    secret: Type.String({ minLength: 16, maxLength: 400 }),
    /** Alarms of this level and graver. */
    level: Type.Integer({ minimum: 1, maximum: 4 }),
    /** From this many posts up; 1 is the first escalation. */
    fromStep: Type.Integer({ minimum: 1, maximum: 8 }),
    /** `alarm`: its fields as JSON; `text`: the text message that chat robots take. */
    body: words(['alarm', 'text']),
  },
  strict,
)
const CHANNELS = Type.Array(CHANNEL, { minItems: 1, maxItems: 20 })

export type AlarmChannel = Static<typeof CHANNEL>

/** Reads `--alarm-channels`. Throws one line: which file, what is wrong, where. */
export function readAlarmChannels(file: string): readonly AlarmChannel[] {
  let read: unknown
  try {
    read = JSON.parse(readFileSync(file, 'utf8'))
  } catch (reason) {
    throw new Error(`${file} cannot be read as JSON: ${reason instanceof Error ? reason.message : String(reason)}`, {
      cause: reason,
    })
  }
  if (Value.Check(CHANNELS, read)) {
    const ids = read.map(({ id }) => id)
    const twice = ids.find((id, at) => ids.indexOf(id) !== at)
    if (twice === undefined) return read
    throw new Error(`${file} names the channel "${twice}" twice: give each an id of its own`)
  }
  const [fault] = Value.Errors(CHANNELS, read)
  throw new Error(`${file} is no list of channels: ${fault?.path ?? '/'} ${fault?.message ?? ''}`)
}
