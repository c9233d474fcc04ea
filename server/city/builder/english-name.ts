import { pinyin } from 'pinyin-pro'

/** Endings of area names and the English word for each, longest first. */
const ENDINGS: readonly (readonly [string, string])[] = [
  ['经济技术开发区', 'Economic and Technological Development Area'],
  ['社区居民委员会', 'Community'],
  ['社区居委会', 'Community'],
  ['居民委员会', 'Community'],
  ['村民委员会', 'Village'],
  ['村委会', 'Village'],
  ['居委会', 'Community'],
  ['世纪城', 'Century City'],
  ['商业城', 'Trade City'],
  ['围垦区', 'Reclamation Area'],
  ['街道', 'Subdistrict'],
  ['社区', 'Community'],
  ['农场', 'Farm'],
  ['镇', 'Town'],
  ['乡', 'Township'],
  ['村', 'Village'],
  ['区', 'District'],
  ['县', 'County'],
  ['市', 'City'],
]

function romanised(zh: string): string {
  const syllables = pinyin(zh, { toneType: 'none', type: 'array' }).map((syllable) =>
    syllable.replace(/([ln])ü/g, '$1yu').replace(/ü/g, 'u'),
  )
  const word = syllables.reduce((text, own) => text + (text !== '' && /^[aeo]/.test(own) ? `'${own}` : own), '').trim()
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** A readable English name of an area: its own name in pinyin, its kind as an English word. */
export function englishName(zh: string): string {
  const ending = ENDINGS.find(([word]) => zh.endsWith(word) && zh.length > word.length)
  return ending ? `${romanised(zh.slice(0, -ending[0].length))} ${ending[1]}` : romanised(zh)
}
