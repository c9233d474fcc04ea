import type { BRIEFING_KEPT, KeptFigure } from '../../shared/domain/briefing-act.ts'
import type { Static } from '@sinclair/typebox'

type Kept = Static<typeof BRIEFING_KEPT>

const WORDS = {
  zh: {
    edited: '（已编辑）',
    time: '数据时间',
    publication: '发布号',
    digest: '校验值',
    rules: '规则',
    hidden: '不显示',
    none: '无数据',
    late: '滞后',
    stale: '过期',
  },
  en: {
    edited: ' (edited)',
    time: 'data time',
    publication: 'publication',
    digest: 'digest',
    rules: 'rules',
    hidden: 'not shown',
    none: 'no data',
    late: 'late',
    stale: 'stale',
  },
} as const

/** Faces that every office machine has; Word embeds none by itself. */
const FONT = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: 'SimSun' }

/** A figure as words: rates in percent with two decimals, what is hidden or missing by its word, what is late with its word. */
export function keptText({ v, state, shape, decimals }: KeptFigure, lang: 'zh' | 'en'): string {
  const words = WORDS[lang]
  if (v === null) return state === 'suppressed' || state === 'forbidden' ? words.hidden : words.none
  const rate = () => `${(v < 1 ? Math.min(Math.round(v * 10_000), 9_999) / 100 : v * 100).toFixed(2)} %`
  const text =
    shape === 'rate' ? rate() : v.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  return state === 'late' || state === 'stale' ? `${text}（${words[state]}）` : text
}

/** A kept briefing as a document of Word: a heading and a sentence a scene, its figures as a table, and what it all rests on. BR4 */
export async function briefingDocx({ digest, kept }: Kept): Promise<Buffer> {
  const { Document, Footer, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } =
    await import('docx')
  const { lang, scenes, asOf, epoch, seq, rules, city, place, notice } = kept
  const words = WORDS[lang]
  const line = (text: string, size = 24) =>
    new Paragraph({ children: [new TextRun({ text, size, font: FONT })], spacing: { after: 120 } })
  const cell = (text: string) => new TableCell({ children: [line(text)] })
  const body = scenes.flatMap(({ title, text, edited, figures }) => [
    new Paragraph({ heading: HeadingLevel.HEADING_2, children: [new TextRun({ text: title, font: FONT })] }),
    line(edited ? text + words.edited : text),
    ...(figures.length === 0
      ? []
      : [
          new Table({
            width: { size: 100, type: WidthType.PERCENTAGE },
            rows: figures.map((figure) => new TableRow({ children: [cell(figure.label), cell(keptText(figure, lang))] })),
          }),
        ]),
  ])
  const origin = [
    `${words.time} ${asOf} · ${words.publication} ${epoch}-${seq}`,
    `${words.digest} ${digest}`,
    `${words.rules} ${rules.join(lang === 'zh' ? '、' : ', ')}`,
    notice,
  ]
  const title = new Paragraph({
    heading: HeadingLevel.HEADING_1,
    children: [new TextRun({ text: `${city} · ${place}`, font: FONT })],
  })
  const document = new Document({
    sections: [
      { children: [title, ...body], footers: { default: new Footer({ children: origin.map((text) => line(text, 16)) }) } },
    ],
  })
  return Packer.toBuffer(document)
}
