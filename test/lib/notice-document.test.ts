import { expect } from "chai";
import { sha256 } from "viem";
import { MusterError } from "../../lib/domain/errors.ts";
import {
  decodeNotice,
  encodeNotice,
  NOTICE_FORMAT,
  NOTICE_MAX_BYTES,
  type Notice,
  noticeDigest,
  plainText,
} from "../../lib/domain/notice-document.ts";

const NOTICE: Notice = {
  format: NOTICE_FORMAT,
  language: "en",
  headline: "Product safety recall",
  hazard: "Anybody can log in.",
  whatToDo: ["Unplug it."],
  stopUse: true,
  isolateFromNetwork: false,
  remedies: [{ kind: "refund", text: "You get the price you paid." }],
  contact: { name: "Northgate", phone: "+49 800 1234567" },
  products: [{ name: "Doorway 2", modelNumbers: ["NG-D2"] }],
  vulnerabilities: [],
  severity: "high",
  notes: [],
  source: null,
};

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

describe("a notice", () => {
  it("reads back as it was written, and its bytes do not depend on the order of keys", () => {
    const encoded = encodeNotice(NOTICE);
    expect(decodeNotice(encoded)).to.deep.equal(NOTICE);
    const reversed = Object.fromEntries(Object.entries(NOTICE).reverse()) as Notice;
    expect(encodeNotice({ ...reversed, contact: { phone: "+49 800 1234567", name: "Northgate" } })).to.deep.equal(encoded);
    expect(noticeDigest(encoded)).to.equal(sha256(encoded));
  });

  const refused: [what: string, change: object, problem: RegExp][] = [
    ["another format", { format: "muster-notice/2" }, /format/],
    ["unknown parts", { price: 3 }, /Unrecognized key/],
    ["nothing to do", { whatToDo: [] }, /whatToDo/],
    ["an empty hazard", { hazard: "" }, /hazard/],
    ["a headline of several screens", { headline: "x".repeat(201) }, /headline/],
    ["control characters", { hazard: "a\u0007b" }, /characters that cannot be shown/],
    ["writing that runs backwards", { headline: "\u202egnp.exe" }, /characters that cannot be shown/],
    ["a script for a link", { contact: { name: "x", url: "javascript:alert(1)" } }, /contact\.url: is not a web address/],
    ["a link to a file", { contact: { name: "x", url: "file:///etc/passwd" } }, /contact\.url: is not a web address/],
  ];
  for (const [what, change, problem] of refused) {
    it(`is refused with ${what}`, () => {
      expect(() => encodeNotice({ ...NOTICE, ...change } as Notice)).to.throw(MusterError, problem);
      expect(() => decodeNotice(bytes({ ...NOTICE, ...change }))).to.throw(MusterError, problem);
    });
  }

  it("is refused when it is not JSON, not UTF-8, or too long", () => {
    expect(() => decodeNotice(new TextEncoder().encode("{"))).to.throw(MusterError, /not JSON/);
    expect(() => decodeNotice(Uint8Array.of(0x22, 0xff, 0x22))).to.throw(MusterError, /not JSON in UTF-8/);
    expect(() => decodeNotice(new Uint8Array(NOTICE_MAX_BYTES + 1))).to.throw(MusterError, /longer than 256 KiB/);
    const notes = Array.from({ length: 17 }, () => ({ text: "x".repeat(16_000) }));
    expect(() => encodeNotice({ ...NOTICE, notes })).to.throw(MusterError, /longer than 256 KiB/);
  });
});

describe("plain text from elsewhere", () => {
  it("keeps words and line breaks, loses what cannot be shown, and says when it was cut", () => {
    expect(plainText(" a\r\nb\u0000\u202ec \n\n\n\n d\t", 50)).to.equal("a\nbc \n\n d");
    expect(plainText("12345678", 5)).to.equal("1234…");
    expect(plainText(" \u0007 ", 5)).to.equal(undefined);
  });
});
