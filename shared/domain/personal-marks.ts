export type PersonalMark = 'phone' | 'resident-id' | 'plate' | 'e-mail'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_DIGITS = '10X98765432'

/** The last digit of a resident's number follows from the seventeen before it (GB 11643). */
function hasCheckDigit(id: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(id[at]), 0)
  return CHECK_DIGITS[sum % 11] === id[17]?.toUpperCase()
}

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
const PLATE = new RegExp(`[${PROVINCES}][A-Z][·. -]?[A-Z0-9]{5,6}(?![A-Z0-9])`, 'i')
const PHONE = /(?<!\d)(?:(?:\+?86)?1[3-9]\d{9}|0\d{2,3}[2-9]\d{6,7})(?!\d)/
const E_MAIL = /[\w.+-]+@[\w-]+\.[\w.-]+/
const ID = /(?<!\d)\d{17}[\dX](?![\dX])/gi

/** What in a text points at a person: written in full width, spaced or with dashes too. Undefined where nothing does. */
export function personalMarkIn(text: string): PersonalMark | undefined {
  const plain = text.normalize('NFKC')
  const joined = plain.replaceAll(/(?<=\d)[\s\-()._·]{1,3}(?=[\dXx])/g, '')
  if (E_MAIL.test(plain)) return 'e-mail'
  if ([...joined.matchAll(ID)].some(([id]) => hasCheckDigit(id))) return 'resident-id'
  if (PHONE.test(joined)) return 'phone'
  return PLATE.test(plain) ? 'plate' : undefined
}
