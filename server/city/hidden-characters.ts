import type { PackFault } from './pack-fault.ts'
import { filesOf, type PackFiles } from './pack-files.ts'

/** Characters that change how text beside them reads, or cannot be seen: directions, joiners, marks of order, controls. */
const HIDDEN = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|(?![\t\r\n])\p{Cc}/u
/** A word of Latin letters with Greek or Cyrillic ones among them, which look alike. */
const MIXED = /\p{Script=Latin}[\p{Script=Greek}\p{Script=Cyrillic}]|[\p{Script=Greek}\p{Script=Cyrillic}]\p{Script=Latin}/u
const BYTE_ORDER_MARK = '\ufeff'
const MOST_FAULTS = 20

/**
 * Names go onto walls as they are, so a file of a pack must say what it seems to say: one fault a line that holds
 * characters nobody sees or letters of two scripts in one word. CP16
 */
function hiddenCharacterFaults(file: string, content: Buffer): PackFault[] {
  const text = content.toString('utf8')
  const lines = (text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text).split('\n')
  const faults = lines.flatMap((line, at): PackFault[] => {
    const sign = HIDDEN.exec(line)?.[0]
    const said =
      sign &&
      `holds the hidden character U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}; take it out`
    const message =
      said ?? (MIXED.test(line) ? 'a word mixes Latin with Greek or Cyrillic letters; write it in one script' : undefined)
    return message === undefined ? [] : [{ kind: 'hidden-character', file, at: `line ${at + 1}`, message }]
  })
  return faults.slice(0, MOST_FAULTS)
}

/** The same for every file of a pack, its manifest first. */
export function hiddenFaults({ manifest, read }: PackFiles): PackFault[] {
  const words = Buffer.from(JSON.stringify(manifest, undefined, 1))
  return [
    ...hiddenCharacterFaults('city.json', words),
    ...filesOf(manifest)
      .filter((file) => file !== manifest.font)
      .flatMap((file) => hiddenCharacterFaults(file, read(file))),
  ]
}
