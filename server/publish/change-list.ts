const FIRST_ROOM = 256
/** Room for so many is kept from one publication to the next, and as much as a busy hour needs while a quarter of it is used. */
const KEPT_ROOM = { always: 65_536, busy: 1_048_576 } as const

/** Changed cells as growing columns, with what they showed before. */
export class ChangeList {
  #nodes = new Uint32Array(FIRST_ROOM)
  #keys = new Uint16Array(FIRST_ROOM)
  #values = new Float64Array(FIRST_ROOM)
  #cells = new Uint8Array(FIRST_ROOM)
  #size = 0

  get size(): number {
    return this.#size
  }

  add(node: number, key: number, valueBefore: number, cellBefore: number): void {
    if (this.#size === this.#nodes.length) this.#widen()
    this.#nodes[this.#size] = node
    this.#keys[this.#size] = key
    this.#values[this.#size] = valueBefore
    this.#cells[this.#size] = cellBefore
    this.#size += 1
  }

  #widen(): void {
    const room = this.#size * 2
    const wider = <T extends Uint32Array | Uint16Array | Float64Array | Uint8Array>(from: T, to: T): T => (to.set(from), to)
    this.#nodes = wider(this.#nodes, new Uint32Array(room))
    this.#keys = wider(this.#keys, new Uint16Array(room))
    this.#values = wider(this.#values, new Float64Array(room))
    this.#cells = wider(this.#cells, new Uint8Array(room))
  }

  /** The columns so far, copied; the list begins anew. */
  take(): {
    readonly nodes: Uint32Array
    readonly keys: Uint16Array
    readonly before: { readonly values: Float64Array; readonly cells: Uint8Array }
  } {
    const end = this.#size
    this.#size = 0
    const room = this.#nodes.length
    // The first publication of a city names all its cells and needs such room once.
    const isKept = room <= KEPT_ROOM.always || (room <= KEPT_ROOM.busy && end * 4 >= room)
    const nodes = this.#nodes.slice(0, end)
    if (!isKept) this.#nodes = new Uint32Array(FIRST_ROOM)
    const keys = this.#keys.slice(0, end)
    if (!isKept) this.#keys = new Uint16Array(FIRST_ROOM)
    const values = this.#values.slice(0, end)
    if (!isKept) this.#values = new Float64Array(FIRST_ROOM)
    const cells = this.#cells.slice(0, end)
    if (!isKept) this.#cells = new Uint8Array(FIRST_ROOM)
    return { nodes, keys, before: { values, cells } }
  }
}
