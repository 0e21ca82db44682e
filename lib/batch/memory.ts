/**
 * Room for so many bytes, in memory that was used before where that is large enough. A build hands over gigabytes piece
 * by piece; what it threw away instead would pile up by the hundred megabytes before it is cleared.
 */
export const roomIn = (memory: ArrayBuffer | undefined, bytes: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(memory && memory.byteLength >= bytes ? memory : new ArrayBuffer(bytes), 0, bytes);
