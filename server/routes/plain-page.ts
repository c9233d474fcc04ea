/** Style of the pages without scripts: dark on a screen, ink on paper. */
export const PLAIN_PAGE_CSS = `
@font-face { font-family: "Gridwall Hans"; src: url("hans.woff2") format("woff2") }
:root { color-scheme: dark; --ink: #e6eef5; --dim: #9fb3c4; --line: #24384a; --ground: #0b1620 }
body { margin: 0 auto; max-width: 64rem; padding: 2rem 1.5rem 4rem; background: var(--ground); color: var(--ink);
  font: 16px/1.6 "Gridwall Hans", "Noto Sans SC", "Microsoft YaHei", system-ui, sans-serif }
h1, h2, h3 { line-height: 1.3; font-weight: 600 }
h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); padding-bottom: .4rem }
code, pre { font-family: ui-monospace, Consolas, monospace; font-size: .9em }
pre { overflow-x: auto; padding: 1rem; background: #060d14; border: 1px solid var(--line) }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line) }
small, th { color: var(--dim); font-weight: 400 }
a { color: #6fc3ff }
@media print { :root { color-scheme: light; --ink: #000; --dim: #333; --line: #999; --ground: #fff } a { color: inherit } }
`

/** Text as it may stand in a page. */
export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** A page of its own without scripts, whose style sheet is the one of `/docs`. */
export function plainPage({
  lang,
  title,
  body,
}: {
  readonly lang: 'zh' | 'en'
  readonly title: string
  readonly body: string
}): string {
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="docs/page.css"></head>
<body>
<h1>${escape(title)}</h1>
${body}
</body>
</html>
`
}
