export type PersonalMark = 'phone' | 'resident-id' | 'plate' | 'e-mail' | 'bank-card' | 'business-code'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_DIGITS = '10X98765432'

/** The last digit of a resident's number follows from the seventeen before it (GB 11643). */
function hasCheckDigit(id: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(id[at]), 0)
  return CHECK_DIGITS[sum % 11] === id[17]?.toUpperCase()
}

/** The digits of a bank card add up to a multiple of ten, every second from the right doubled (ISO/IEC 7812). */
function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    sum += i % 2 === 0 ? digit : digit < 5 ? digit * 2 : digit * 2 - 9
  }
  return sum % 10 === 0
}

const BUSINESS_SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const BUSINESS_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** The last sign of a unified social credit code follows from the seventeen before it (GB 32100). */
function hasCheckSign(code: string): boolean {
  const sum = BUSINESS_WEIGHTS.reduce((total, weight, at) => total + weight * BUSINESS_SIGNS.indexOf(code[at] ?? ''), 0)
  return BUSINESS_SIGNS[(31 - (sum % 31)) % 31] === code[17]
}

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
const PLATE = new RegExp(`[${PROVINCES}][A-Z][·. -]?[A-Z0-9]{5,6}(?![A-Z0-9])`, 'i')
const E_MAIL = /[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}/
const PHONE = /(?<!\d)(?:(?:\+?86)?1[3-9]\d{9}|0\d{2,3}[2-9]\d{6,7})(?!\d)/
const ID = /(?<!\d)\d{17}[\dX](?![\dX])/gi

/** Between the groups of a number as people write it: 138-0013-8000, 6222 0212 3456 7890 123. */
const GAP = '[-_. ]?'
/** Mobile and landline numbers: a real area code and a first digit that subscribers have. */
const CODED_PHONE = new RegExp(
  `(?<!\\d)(?:(?:\\+?86${GAP})?1[3-9]\\d${GAP}\\d{4}${GAP}\\d{4}|0(?:10|2\\d)${GAP}[2-8]\\d{7}|0[3-9]\\d{2}${GAP}[2-8]\\d{6,7})(?!\\d)`,
)
const CODED_ID = new RegExp(
  `(?<!\\d)([1-8]\\d{5})${GAP}((?:18|19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01]))${GAP}(\\d{3}[\\dX])(?![\\dX])`,
  'gi',
)
/** Issuers' first digits: UnionPay, Visa, MasterCard, American Express, JCB. */
const CARD = new RegExp(`(?<!\\d)(?:62|4|5[1-5]|3[457])\\d{0,3}(?:${GAP}\\d{4}){2,3}${GAP}\\d{1,7}(?!\\d)`, 'g')
/** 92: a business of one person, registered by the market authority (GB 32100). */
const ONE_PERSON_BUSINESS = /(?<![\dA-Z])92[0-9A-HJ-NPQRTUWXY]{16}(?![\dA-Z])/g

const DIGITS_OF_A_NUMBER = 11
const SIGNS_OF_A_BUSINESS = 18

/** What a letter of a code adds to its signs of a person's number: a digit one, an @ as much as a whole number. */
export function signsOf(letter: string): number {
  if (letter === '@') return DIGITS_OF_A_NUMBER
  return letter >= '0' && letter <= '9' ? 1 : 0
}

/** False where a code of printable ASCII has too few signs, or too few letters, for any number of a person. */
export function maySignsPoint(signs: number, letters: number): boolean {
  return signs >= DIGITS_OF_A_NUMBER || letters >= SIGNS_OF_A_BUSINESS
}

/** False for most codes at the cost of one look at each character: no e-mail, and too few digits for any number. */
function mayPoint(code: string): boolean {
  let digits = 0
  for (let i = 0; i < code.length; i++) {
    const sign = code.charCodeAt(i)
    if (sign === 64 || sign > 127) return true
    if (sign >= 48 && sign <= 57) digits++
  }
  return digits >= DIGITS_OF_A_NUMBER || (code.length >= SIGNS_OF_A_BUSINESS && code.includes('92'))
}

const LENGTHS_OF_CARDS = new Set([15, 16, 17, 18, 19])

function isCard(written: string): boolean {
  const digits = written.replaceAll(/\D/g, '')
  return LENGTHS_OF_CARDS.has(digits.length) && passesLuhn(digits)
}

/** Marks that are read the same in codes and in texts; `joined`: without the gaps inside numbers. */
function commonMark(plain: string, joined: string): PersonalMark | undefined {
  if ((joined.match(CARD) ?? []).some(isCard)) return 'bank-card'
  if ((plain.toUpperCase().match(ONE_PERSON_BUSINESS) ?? []).some(hasCheckSign)) return 'business-code'
  return PLATE.test(plain) ? 'plate' : undefined
}

/**
 * What in an id or a code looks like a number of a person. Numbers count where they stand alone, contiguous or in the
 * groups in which people write them, and their check digits hold; serial numbers with other digits beside them do not.
 */
export function personalMarkInCode(code: string): PersonalMark | undefined {
  if (!mayPoint(code)) return undefined
  const plain = code.normalize('NFKC')
  if (E_MAIL.test(plain)) return 'e-mail'
  const ids = [...plain.matchAll(CODED_ID)]
  if (ids.some(([, area, born, serial]) => hasCheckDigit(`${area}${born}${serial}`))) return 'resident-id'
  return CODED_PHONE.test(plain) ? 'phone' : commonMark(plain, plain)
}

/** What in a text points at a person: written in full width, spaced or with dashes too. Undefined where nothing does. */
export function personalMarkIn(text: string): PersonalMark | undefined {
  const plain = text.normalize('NFKC')
  const joined = plain.replaceAll(/(?<=\d)[\s\-()._·]{1,3}(?=[\dXx])/g, '')
  if (E_MAIL.test(plain)) return 'e-mail'
  if ([...joined.matchAll(ID)].some(([id]) => hasCheckDigit(id))) return 'resident-id'
  return PHONE.test(joined) ? 'phone' : commonMark(plain, joined)
}
