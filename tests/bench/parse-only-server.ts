import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The ceiling of an ingest over HTTP: takes a body, parses each line, forgets it, answers. Tells its port to its parent. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const body = Buffer.concat(chunks)
    let events = 0
    for (let from = 0; from < body.length;) {
      const end = body.indexOf(10, from)
      const to = end < 0 ? body.length : end
      if ((JSON.parse(body.toString('utf8', from, to)) as { id: string }).id !== '') events++
      from = to + 1
    }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ accepted: events }))
  })
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit(0))
