import { createHmac } from "node:crypto";
import { expect } from "chai";
import { MusterError } from "../../lib/domain/errors.ts";
import { resolverTags } from "../../lib/domain/resolver-tag.ts";

const KEY = `0x${"07".repeat(32)}` as const;
const hmac = (message: string): string => `0x${createHmac("sha256", Buffer.alloc(32, 7)).update(message).digest("hex")}`;

describe("keys of the look-up service", () => {
  it("are HMACs of what is printed on a unit, and of the claim key's address in any case", async () => {
    const tags = await resolverTags(KEY);
    expect(await tags.ofSerial("09506000134352", "L1", "0001")).to.equal(hmac("serial|09506000134352|L1|0001"));
    const address = "0xAbCdEf0000000000000000000000000000000001";
    expect(await tags.ofClaimKey(address)).to.equal(hmac(`claim|${address.toLowerCase()}`));
  });

  it("differ where lot and serial are split differently", async () => {
    const tags = await resolverTags(KEY);
    expect(await tags.ofSerial("09506000134352", "L1", "23")).not.to.equal(await tags.ofSerial("09506000134352", "L12", "3"));
  });

  it("need a secret of 32 bytes", async () => {
    const error = await resolverTags("0x00").catch((caught: unknown) => caught);
    expect(error).to.be.instanceOf(MusterError).with.property("code", "resolver-key-invalid");
  });
});
