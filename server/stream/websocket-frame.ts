/** A whole binary WebSocket message as the server sends it: header and body, unmasked (RFC 6455, 5.2). */
export function websocketFrame(body: Uint8Array): Buffer {
  const length = body.byteLength
  const header = length < 126 ? 2 : length < 65536 ? 4 : 10
  const frame = Buffer.allocUnsafe(header + length)
  frame[0] = 0x82
  if (header === 2) frame[1] = length
  else if (header === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(body, header)
  return frame
}
