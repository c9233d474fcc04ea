import type { Catalogue } from '../../../shared/domain/catalogue.ts'
import type { PrivacyClass } from '../../../shared/domain/privacy-class.ts'

const LONGEST = 64
/** Types of one run; what comes beyond stays in the tray, so that a free-text column cannot flood the key table. */
const MOST_TYPES = 1000
const LONGEST_ZH = 80
const LONGEST_EN = 120
// oxlint-disable-next-line no-control-regex -- control characters are what is taken out
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g

/** Gives the types of a file codes that the catalogue can hold; the same name gets the same code. FE10 */
export class TypeCodes {
  readonly #codes = new Map<string, string>()
  readonly #taken = new Set<string>()
  readonly #types: Catalogue['types'][number][] = []

  get types(): readonly Catalogue['types'][number][] {
    return this.#types
  }

  codeOf(name: string, cls: PrivacyClass): string {
    const known = this.#codes.get(name)
    if (known !== undefined) return known
    if (this.#types.length >= MOST_TYPES) return 'imported.other'
    const code = this.#free(name)
    this.#codes.set(name, code)
    this.#taken.add(code)
    const shown = name.replace(CONTROL, ' ')
    const names = { zh: shown.slice(0, LONGEST_ZH), en: shown.slice(0, LONGEST_EN) }
    this.#types.push({ code, name: names, class: cls, group: 'other', family: 'imported' })
    return code
  }

  #free(name: string): string {
    const plain = name.replace(/[^A-Za-z0-9._:-]+/g, '-').replace(/^-+|-+$/g, '') || 'type'
    const base = plain.slice(0, LONGEST)
    for (let n = 2, code = base; ; n++) {
      if (!this.#taken.has(code)) return code
      code = `${base.slice(0, LONGEST - 5)}-${n}`
    }
  }
}
