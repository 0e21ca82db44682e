import { expect } from "chai";
import { recoverTypedDataAddress, zeroAddress } from "viem";
import { formatClaimCode } from "../../lib/domain/claim-code.ts";
import { handoverKey, handoverLink, newHandoverCode, readHandoverFragment, signHandover } from "../../lib/domain/handover.ts";
import { parseDeviceId } from "../../lib/domain/ids.ts";
import { proofMessage } from "../../lib/domain/owner-signed.ts";
import { claimKey } from "../../lib/domain/unit.ts";

const code = Uint8Array.from({ length: 16 }, (_, i) => (i * 37 + 11) % 256);
const contracts = { Devices: `0x${"de".repeat(20)}`, Reports: zeroAddress, Recalls: zeroAddress } as const;
const RECIPIENT = "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955";

describe("lib/domain/handover", () => {
  it("makes another code each time, of the length of a claim code", () => {
    expect(newHandoverCode()).to.have.length(16);
    expect(newHandoverCode()).to.not.deep.equal(newHandoverCode());
  });

  it("puts the code behind the # of the link, and reads it back from there", () => {
    const link = new URL(handoverLink("https://muster.example", "4-7", code));
    expect(`${link.origin}${link.pathname}${link.search}`).to.equal("https://muster.example/handover/4-7");
    expect(readHandoverFragment(link.hash.slice(1))).to.deep.equal(code);
    expect(readHandoverFragment(encodeURIComponent(formatClaimCode(code).toLowerCase()))).to.deep.equal(code);
  });

  it("knows a link that was damaged on the way, wherever that was", () => {
    const fragment = formatClaimCode(code);
    for (let end = 0; end < fragment.length; end++) expect(readHandoverFragment(fragment.slice(0, end)), `${end}`).to.equal(null);
    const mistyped = `${fragment.slice(0, -1)}${fragment.endsWith("0") ? "1" : "0"}`;
    for (const wrong of [mistyped, `${fragment}X`, "%E0%A4%A", ""]) expect(readHandoverFragment(wrong)).to.equal(null);
  });

  it("has another key than a claim by the same characters would have", () => {
    expect(handoverKey(code)).to.not.equal(claimKey(code));
  });

  it("signs for one unit, one recipient and one title", async () => {
    const taking = { deviceId: parseDeviceId("4-7"), recipient: RECIPIENT, epoch: 3 } as const;
    const signature = await signHandover(code, 31337, contracts, taking);
    const signer = async (changes: object) => {
      const message = proofMessage(31337, contracts, { kind: "Handover", ...taking, ...changes });
      return recoverTypedDataAddress({ ...message, signature } as Parameters<typeof recoverTypedDataAddress>[0]);
    };
    expect(await signer({})).to.equal(handoverKey(code));
    for (const changes of [{ epoch: 4 }, { recipient: zeroAddress }, { deviceId: parseDeviceId("4-8") }])
      expect(await signer(changes)).to.not.equal(handoverKey(code));
  });
});
