import { expect } from "chai";
import { id as hashOfText, Wallet, ZeroAddress } from "ethers";
import { concat, type Hex, toHex } from "viem";
import { chainId, networkHelpers } from "../fixture.ts";
import { at, type Fleet, handOver, loadFleet, now } from "../support/fleet.ts";
import { actAs, hashOf, prepare, type Terms, VERBS } from "../support/owner-verbs.ts";
import { MESSAGES, type Message, signWith } from "../support/typed-data.ts";

const KEY = hashOfText("an owner's key");
const OWNER = new Wallet(KEY).address;
/** Order of secp256k1. */
const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** Another value of the same type. */
function other(value: unknown): unknown {
  if (typeof value === "boolean") return !value;
  return typeof value === "string" ? ZeroAddress : BigInt(value as number) + 1n;
}

/** Types of a verb's own arguments. */
const typesOf = (verb: Message) =>
  MESSAGES[verb]
    .slice(verb.length + 1, -1)
    .split(",")
    .slice(1, -3)
    .map((field) => field.split(" ")[0]);

/** Arguments of another verb that are as near as can be to those of a signed one. */
const termsLike = (verb: Message, { message, terms }: Terms): unknown[] =>
  typesOf(verb).map((type, i) => {
    if (type === typesOf(message)[i]) return terms[i];
    return type === "address" ? OWNER : type === "bool" ? true : 1;
  });

const VERB_NAMES = Object.keys(VERBS) as Message[];

for (const message of VERB_NAMES) {
  describe(`A signature for ${message}`, () => {
    let fleet: Fleet;
    let scene: Awaited<ReturnType<typeof prepare>>;
    beforeEach(async () => {
      fleet = await loadFleet();
      scene = await prepare(fleet, message, OWNER);
    });

    const refuses = (signature: string, what: string) =>
      expect(scene.send(signature), what).to.be.revertedWithCustomError(scene.contract, "OwnerSignedInvalid").withArgs(scene.id, OWNER);
    const refusesTerms = (changes: Partial<Terms>) =>
      refuses(signWith(KEY, hashOf({ ...scene.right, ...changes })), `${Object.keys(changes)}: ${Object.values(changes)}`);

    it("binds the unit, the title, the owner's count and the deadline", async () => {
      const { deviceId, epoch, nonce, deadline } = scene.right;
      for (const changes of [
        { deviceId: deviceId + 1n },
        { deviceId: deviceId + 2n ** 96n },
        { epoch: epoch + 1n },
        { epoch: epoch - 1n },
        { nonce: nonce + 1n },
        { nonce: 2n ** 64n },
        { deadline: deadline + 1n },
        { deadline: deadline - 1n },
      ])
        await refusesTerms(changes);
    });

    it("binds every argument", async () => {
      const { terms } = scene.right;
      for (const [i, value] of terms.entries()) await refusesTerms({ terms: terms.with(i, other(value)) });
    });

    it("counts on no other chain, for no other contract, name or version", async () => {
      const { devices, reports, recalls, batches } = fleet;
      const elsewhere = await Promise.all([devices, reports, recalls, batches].map((contract) => contract.getAddress()));
      for (const verifyingContract of elsewhere)
        if (verifyingContract !== scene.right.verifyingContract) await refusesTerms({ verifyingContract });
      for (const name of ["Muster", "Muster Devices", "Muster Reports", "Muster Recalls"])
        if (name !== scene.right.name) await refusesTerms({ name });
      await refusesTerms({ chainId: chainId + 1n });
      await refusesTerms({ chainId: 1n });
      await refusesTerms({ version: "2" });
    });

    it("is for this verb alone", async () => {
      for (const verb of VERB_NAMES) if (verb !== message) await refusesTerms({ message: verb, terms: termsLike(verb, scene.right) });
    });

    it("is the owner's, in the one form that a key gives it", async () => {
      const own = signWith(KEY, hashOf(scene.right));
      const [r, s, v] = [own.slice(0, 66) as Hex, BigInt(`0x${own.slice(66, 130)}`), own.slice(130)];
      const twin = concat([r, toHex(CURVE_ORDER - s, { size: 32 }), v === "1b" ? "0x1c" : "0x1b"]);
      const forms = {
        twin,
        short: own.slice(0, -2),
        long: `${own}00`,
        parity: concat([own.slice(0, -2) as Hex, v === "1b" ? "0x1c" : "0x1b"]),
      };
      for (const [what, signature] of Object.entries(forms)) await refuses(signature, what);
      for (const size of [1, 64, 65]) await refuses(toHex(0, { size }), `${size} zeros`);
      await refuses(signWith(hashOfText("another key"), hashOf(scene.right)), "another key");
      await scene.send(own);
    });

    it("is needed from everyone but the owner, and by the owner not", async () => {
      const { contract, id, event, send } = scene;
      for (const carrier of [fleet.mallory, fleet.brandKey, fleet.bob])
        await expect(send("0x", { carrier })).to.be.revertedWithCustomError(contract, "OwnerSignedNotOwner").withArgs(id, carrier.address);
      const own = await actAs(OWNER);
      await expect(send("0x", { carrier: own, deadline: 0n })).to.emit(contract, event);
    });

    it("works until the deadline's second and not after", async () => {
      const deadline = BigInt((await now()) + 100);
      const signature = signWith(KEY, hashOf({ ...scene.right, deadline }));
      const snapshot = await networkHelpers.takeSnapshot();
      await at(Number(deadline) + 1);
      await expect(scene.send(signature, { deadline }))
        .to.be.revertedWithCustomError(scene.contract, "OwnerSignedExpired")
        .withArgs(deadline);
      await snapshot.restore();
      await at(Number(deadline));
      await scene.send(signature, { deadline });
    });
  });
}

describe("A former owner's signature", () => {
  it("is worthless for the next title, even when it comes back", async () => {
    const fleet = await loadFleet();
    const { bob, devices } = fleet;
    const { id, right, contract, send } = await prepare(fleet, "StateRelease", OWNER);
    const signature = signWith(KEY, hashOf(right));
    const owner = await actAs(OWNER);
    for (const [from, to] of [
      [owner, bob],
      [bob, owner],
    ] as const) {
      await handOver(fleet, id, from, to);
      await expect(send(signature)).to.be.revertedWithCustomError(contract, "OwnerSignedInvalid").withArgs(id, to.address);
    }
    expect((await devices.device(id)).epoch).to.equal(3);
  });

  it("is nobody's for a unit without owner", async () => {
    const fleet = await loadFleet();
    const unclaimed = 99n;
    for (const signature of ["0x00", toHex(0, { size: 65 })])
      await expect(fleet.devices.stateRelease(unclaimed, 1, { deadline: 2n ** 40n, signature }))
        .to.be.revertedWithCustomError(fleet.devices, "OwnerSignedInvalid")
        .withArgs(unclaimed, ZeroAddress);
  });
});
