import { expect } from "chai";
import { formatClaimCode, parseClaimCode } from "../../lib/domain/claim-code.ts";
import { MusterError } from "../../lib/domain/errors.ts";

const bytes = Uint8Array.from({ length: 16 }, (_, i) => (i * 37 + 11) % 256);
const printed = formatClaimCode(bytes);
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The code of the error, or what was read. */
function read(text: string): string | Uint8Array {
  try {
    return parseClaimCode(text);
  } catch (error) {
    if (error instanceof MusterError) return error.code;
    throw error;
  }
}

describe("lib/domain/claim-code", () => {
  it("prints seven groups of four and reads them back, also the lowest and the highest code", () => {
    expect(printed).to.match(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
    for (const code of [bytes, new Uint8Array(16), new Uint8Array(16).fill(255)])
      expect(parseClaimCode(formatClaimCode(code))).to.deep.equal(code);
  });

  it("reads what people type: any case, spaces for dashes, O for 0, I and L for 1", () => {
    const zeros = formatClaimCode(new Uint8Array(16));
    expect(read(zeros.replaceAll("0", "o"))).to.deep.equal(new Uint8Array(16));
    expect(read(printed.toLowerCase().replaceAll("-", "  "))).to.deep.equal(bytes);
    for (const one of ["I", "l"]) expect(read(printed.replaceAll("1", one))).to.deep.equal(bytes);
  });

  it("finds every wrong character", () => {
    const plain = printed.replaceAll("-", "");
    for (let i = 0; i < plain.length; i++) {
      for (const other of ALPHABET.replace(plain[i] ?? "", "")) {
        expect(read(plain.slice(0, i) + other + plain.slice(i + 1))).to.equal("claim-code-mistyped");
      }
    }
  });

  it("finds every swap of neighbours", () => {
    const plain = printed.replaceAll("-", "");
    for (let i = 0; i + 1 < plain.length; i++) {
      const [a, b] = [plain[i], plain[i + 1]];
      if (a !== b) expect(read(`${plain.slice(0, i)}${b}${a}${plain.slice(i + 2)}`)).to.equal("claim-code-mistyped");
    }
  });

  it("tells a missing character from one that no code has", () => {
    expect(read(printed.slice(0, -1))).to.equal("claim-code-incomplete");
    expect(read(`${printed}0`)).to.equal("claim-code-incomplete");
    expect(read("")).to.equal("claim-code-incomplete");
    expect(read(`${printed.slice(0, -1)}U`)).to.equal("claim-code-character");
  });
});
