/** Digits of each byte. */
const DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const HIGH = Uint8Array.from(DIGITS, (digits) => digits.charCodeAt(0));
const LOW = Uint8Array.from(DIGITS, (digits) => digits.charCodeAt(1));

/**
 * ASCII text that is put together byte by byte. For millions of short lines this is several times as fast as strings,
 * which would have to be joined, encoded and cleared away.
 */
export class TextBuffer {
  #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;

  /** @param memory To write into; it is left for a larger piece when it is full. */
  constructor(memory: ArrayBuffer = new ArrayBuffer(65_536)) {
    this.#bytes = new Uint8Array(memory);
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  text(text: string): this {
    this.#reserve(text.length);
    for (let i = 0; i < text.length; i++) this.#bytes[this.#length++] = text.charCodeAt(i);
    return this;
  }

  ascii(bytes: Uint8Array): this {
    this.#reserve(bytes.length);
    for (let i = 0; i < bytes.length; i++) this.#bytes[this.#length++] = bytes[i] as number;
    return this;
  }

  /** Without 0x. */
  hex(bytes: Uint8Array): this {
    this.#reserve(2 * bytes.length);
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i] as number;
      this.#bytes[this.#length++] = HIGH[byte] as number;
      this.#bytes[this.#length++] = LOW[byte] as number;
    }
    return this;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.#length + more));
    larger.set(this.bytes);
    this.#bytes = larger;
  }
}
