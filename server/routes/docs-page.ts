import { EVENT_KINDS, EVENT_SCHEMAS } from '../../shared/domain/grid-event.ts'
import { FAULT_CODES } from '../validate/fault.ts'
import { API_PATHS, type ApiPath } from './api-paths.ts'
import { escape, PLAIN_PAGE_CSS } from './plain-page.ts'

const EXAMPLE = `curl -X POST -H 'content-type: application/x-ndjson' --data-binary @- http://127.0.0.1:3000/api/v1/events <<'EOF'
{"kind":"case","id":"a-1","source":"chengguan","occurredAt":"2026-01-31T09:30:00+08:00",
 "point":[120.1635,30.2760],"caseId":"c-1","step":"reported","type":"event.0102","origin":"patrol"}
EOF`.replace(',\n ', ',')

function row(...cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
}

function callRow({ method, path, zh, en, query }: ApiPath): string {
  const asked = Object.keys(query).map((name) => `<code>${escape(name)}</code>`)
  return row(
    `<code>${method.toUpperCase()} ${escape(path)}</code>`,
    `${escape(zh)}<br><small>${escape(en)}</small>`,
    asked.join(' '),
  )
}

function kindRow(kind: (typeof EVENT_KINDS)[number]): string {
  const { properties, required } = EVENT_SCHEMAS[kind]
  const needed: readonly string[] = required ?? []
  const fields = Object.keys(properties).map((name) => `<code>${escape(name)}${needed.includes(name) ? '' : '?'}</code>`)
  return row(`<code>${kind}</code>`, fields.join(' '))
}

/** The page at `/docs` with its style sheet, both complete: no script, nothing from elsewhere. EV11 */
export function renderDocs(version: string): { readonly html: string; readonly css: string } {
  const html = `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gridwall 接口 · Interface</title><link rel="icon" href="data:,"><link rel="stylesheet" href="docs/page.css"></head>
<body>
<h1>Gridwall 接口 · Interface</h1>
<p>版本 ${escape(version)} · 机器可读：<a href="openapi.json">openapi.json</a></p>
<h2>调用 · Calls</h2>
<table><tr><th>调用 Call</th><th>作用 What it does</th><th>参数 Query</th></tr>${API_PATHS.map(callRow).join('')}</table>
<h2>事件 · Events</h2>
<p>未列出的字段一律拒收；<code>?</code> 表示可省略。<br><small>Fields not listed are refused; <code>?</code> marks those that may be left out.</small></p>
<table><tr><th>种类 Kind</th><th>字段 Fields</th></tr>${EVENT_KINDS.map(kindRow).join('')}</table>
<h2>示例 · Example</h2>
<pre>${escape(EXAMPLE)}</pre>
<h2>拒收代码 · Codes of refusal</h2>
<p>${FAULT_CODES.map((code) => `<code>${code}</code>`).join(' ')}</p>
</body>
</html>
`
  return { html, css: PLAIN_PAGE_CSS }
}
