/** The bytes of raw-deflated ones, by the browser's own code. Rejects where they are none. ST2 */
export async function inflate(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new DecompressionStream('deflate-raw')
  const writer = stream.writable.getWriter()
  // What is wrong with the bytes is said by the reader.
  void Promise.allSettled([writer.write(Uint8Array.from(bytes)), writer.close(), writer.closed])
  const reader = stream.readable.getReader()
  const parts: Uint8Array[] = []
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) if (value) parts.push(value)
  const [first] = parts
  return parts.length === 1 && first ? first : joined(parts)
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
