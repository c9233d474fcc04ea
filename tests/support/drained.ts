/** Milliseconds since navigation at which the rasteriser had finished all that was drawn; throws where nothing was. */
export function drainedAt(canvas: HTMLCanvasElement): number {
  const gl = canvas.getContext('webgl2')
  const pixels = new Uint8Array(4 * canvas.width)
  gl?.readPixels(0, canvas.height >> 1, canvas.width, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixels)
  const lit = pixels.filter((byte, at) => at % 4 === 3 && byte > 250).length
  if (lit < canvas.width / 4) throw new Error(`Only ${lit} of ${canvas.width} pixels across the middle are drawn`)
  return performance.now()
}
