import { expect } from "chai";
import { type Hex, keccak256, toHex } from "viem";
import { deviceId } from "../../lib/domain/ids.ts";
import { claimPrivateKey } from "../../lib/domain/unit.ts";
import type { IClaims } from "../../types/ethers-contracts/contracts/Devices.ts";
import type { Forger } from "../../types/ethers-contracts/index.ts";
import { chainId } from "./fixture.ts";
import { addBatch } from "./support/batches.ts";
import { CHIP, chip, codeClaim, deviceClaim, ELEMENT, element, type Fleet, LATER, loadFleet, MUTE } from "./support/fleet.ts";
import { deployForger, flipBit, flipS, tryAll } from "./support/forger.ts";
import { P256_ORDER } from "./support/p256.ts";
import { randomOf } from "./support/random.ts";
import { digestOf, type Message, signWith } from "./support/typed-data.ts";
import { claimOf, proofOf, unitsOf, withTree } from "./support/units.ts";

/** `MUSTER_FORGERIES=100000` tries so many; other seeds (`MUSTER_SEED`) try others. */
const ATTEMPTS = Number(process.env.MUSTER_FORGERIES ?? 2000);
const SEED = Number(process.env.MUSTER_SEED ?? 1);
/** Order of secp256k1. */
const K1_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

type CodeClaim = Awaited<ReturnType<typeof codeClaim>>;
type DeviceClaim = {
  deviceId: bigint;
  owner: string;
  deadline: bigint;
  proof: IClaims.DeviceProofStruct & { proof: Hex[]; signature: Hex; signer: Hex };
};

describe(`Forgeries, ${ATTEMPTS} of seed ${SEED}`, function () {
  this.timeout(20_000 + 10 * ATTEMPTS);
  let fleet: Fleet;
  let forger: Forger;
  beforeEach(async () => {
    fleet = await loadFleet();
    forger = await deployForger();
  });

  const claimCall = (claim: CodeClaim) => fleet.devices.interface.encodeFunctionData("claim", [claim]);
  const deviceCall = ({ deviceId: id, owner, deadline, proof }: DeviceClaim) =>
    fleet.devices.interface.encodeFunctionData("claimByDevice", [id, owner, deadline, proof]);
  const byDevice = async (index: number): Promise<DeviceClaim> => {
    const [id, owner, deadline, proof] = await deviceClaim(fleet, index, fleet.alice.address);
    return { deviceId: id, owner, deadline, proof: proof as DeviceClaim["proof"] };
  };

  /** Changes of a proof of `depth` siblings: each is another list. */
  function forgeProof(proof: Hex[], pick: (below: number) => number): Hex[] {
    const node = toHex(pick(2 ** 31), { size: 32 });
    const place = pick(proof.length);
    const turned = flipBit(proof[place] as Hex, pick(256));
    return [
      proof.with(place, turned),
      proof.with(place, node),
      proof.slice(1 + place),
      [...proof, node],
      [node, ...proof],
      [...proof, ...proof],
      proof.toReversed().with(place, node),
    ][pick(7)] as Hex[];
  }

  it("tells an accepted call from a refused one", async () => {
    const good = claimCall(await codeClaim(fleet, MUTE, fleet.alice.address));
    const device = deviceCall(await byDevice(ELEMENT));
    const unknown = fleet.devices.interface.encodeFunctionData("ownerOf", [1]);
    expect(await tryAll(forger, fleet.devices, [good, device, good, unknown])).to.deep.equal({
      accepted: 2,
      DevicesTitleTaken: 1,
      DevicesUnclaimed: 1,
    });
  });

  it("of claims by code are all refused", async () => {
    const pick = randomOf(SEED);
    const other = unitsOf(5, "another batch");
    const otherBatch = await addBatch(fleet, { root: other.root, size: other.size, lot: "L2" });
    const claims = await Promise.all([0, 1, 2, 3, 4].map((index) => codeClaim(fleet, index, fleet.alice.address)));
    const elsewhere = await Promise.all(
      [{ chain: Number(chainId) + 1 }, { devices: await fleet.recalls.getAddress() }].map((changes) =>
        claimOf(fleet.units, { batch: fleet.batch, index: 0, owner: fleet.alice.address, devices: fleet.address, ...changes }),
      ),
    );
    const forge = (): CodeClaim => {
      const own = claims[pick(5)] as CodeClaim;
      const another = claims[(claims.indexOf(own) + 1 + pick(4)) % 5] as CodeClaim;
      const index = Number(own.deviceId & 0xffffffffn);
      return [
        () => ({ ...own, signature: flipBit(own.signature, pick(65 * 8)) }),
        () => ({ ...own, signature: flipS(own.signature, K1_ORDER) }),
        () => ({ ...own, signature: own.signature.slice(0, 2 + 2 * pick(65)) as Hex }),
        () => ({ ...own, signature: `${own.signature}${toHex(pick(256), { size: 1 }).slice(2)}` as Hex }),
        () => ({ ...own, signature: another.signature }),
        () => ({ ...own, owner: toHex(pick(2 ** 31) + 1, { size: 20 }) }),
        () => ({ ...own, deadline: own.deadline + BigInt(1 + pick(1000)) }),
        () => ({ ...own, deviceId: another.deviceId }),
        () => ({ ...another, deviceId: own.deviceId, signature: own.signature }),
        () => ({ ...own, deviceId: deviceId(otherBatch, index) }),
        () => ({ ...own, serialTag: flipBit(own.serialTag, pick(256)) }),
        () => ({ ...own, deviceSignerHash: flipBit(own.deviceSignerHash, pick(256)) }),
        () => ({ ...own, proof: forgeProof(own.proof, pick) }),
        () => ({ ...own, proof: another.proof }),
        () => elsewhere[pick(2)] as CodeClaim,
      ][pick(15)]?.() as CodeClaim;
    };
    const calls = (function* () {
      for (let n = 0; n < ATTEMPTS / 2; n++) yield claimCall(forge());
    })();
    expect(await tryAll(forger, fleet.devices, calls)).to.deep.equal({ DevicesWrongClaimCode: Math.ceil(ATTEMPTS / 2) });
  });

  for (const [what, unit, order, share] of [
    ["a secp256k1 chip", CHIP, K1_ORDER, 4],
    ["a P-256 secure element", ELEMENT, P256_ORDER, 4],
  ] as const)
    it(`of signatures of ${what} are all refused`, async () => {
      const pick = randomOf(SEED + unit + 1);
      const own = await byDevice(unit);
      const twin = await byDevice(unit + 2);
      const signed = (message: Message, values: unknown[], changes: object = {}) =>
        fleet.keys[unit]?.sign(digestOf({ ...fleet.domain, ...changes }, message, values)) as Hex;
      const { deviceId: id, owner, deadline } = own;
      const others = [
        signed("DeviceClaim", [id, owner, 0, deadline], { chainId: chainId + 1n }),
        signed("DeviceClaim", [id, owner, 0, deadline], { verifyingContract: await fleet.reports.getAddress() }),
        signed("DeviceClaim", [id, owner, 0, deadline], { name: "Muster Recalls" }),
        signed("DeviceClaim", [id, owner, 0, deadline], { version: "2" }),
        ...[1, 2, 65_535].map((epoch) => signed("DeviceClaim", [id, owner, epoch, deadline])),
        signed("Recovery", [id, owner, 0, deadline]),
        signed("Claim", [id, owner, deadline]),
      ];
      const { proof } = own;
      const withProof = (changes: object): DeviceClaim => ({ ...own, proof: { ...proof, ...changes } });
      const bits = (proof.signature.length - 2) * 4;
      const forge = (): DeviceClaim =>
        [
          () => withProof({ signature: flipBit(proof.signature, pick(bits)) }),
          () => withProof({ signature: flipS(proof.signature, order) }),
          () => withProof({ signature: proof.signature.slice(0, 2 + 2 * pick(bits / 8)) }),
          () => withProof({ signature: toHex(pick(2 ** 31), { size: bits / 8 }) }),
          () => withProof({ signature: twin.proof.signature }),
          () => withProof({ signature: others[pick(others.length)] }),
          () => withProof({ signer: flipBit(proof.signer, pick((proof.signer.length - 2) * 4)) }),
          () => withProof({ signer: twin.proof.signer, signature: twin.proof.signature }),
          () => withProof({ claimKey: toHex(pick(2 ** 31), { size: 20 }) }),
          () => withProof({ serialTag: flipBit(String(proof.serialTag), pick(256)) }),
          () => withProof({ proof: forgeProof(proof.proof, pick) }),
          () => ({ ...twin, deviceId: id }),
          () => ({ ...own, owner: toHex(pick(2 ** 31) + 1, { size: 20 }) }),
          () => ({ ...own, deadline: deadline + BigInt(1 + pick(1000)) }),
          () => ({ ...own, deviceId: id + 1n }),
        ][pick(15)]?.() as DeviceClaim;
      const calls = (function* () {
        for (let n = 0; n < ATTEMPTS / share; n++) yield deviceCall(forge());
      })();
      expect(await tryAll(forger, fleet.devices, calls)).to.deep.equal({ DevicesWrongDeviceSignature: Math.ceil(ATTEMPTS / share) });
    });

  it("with any other kind of key find no verifier", async () => {
    // An Ed25519 key in its leaf is a signer like any other: 32 bytes behind an address. Whatever address a maker puts
    // there, no contract of this register says yes to it, so that such a unit is as mute as one without a key.
    const ed25519 = keccak256("0xed") as Hex;
    const verifiers = [
      await fleet.p256Verifier.getAddress(),
      fleet.address,
      toHex(0x100, { size: 20 }),
      toHex(0, { size: 20 }),
      toHex(5, { size: 20 }),
    ];
    const calls: string[] = [];
    for (const [i, verifier] of verifiers.entries()) {
      const signer = `${verifier}${ed25519.slice(2)}`.toLowerCase() as Hex;
      const units = withTree(unitsOf(2, `ed ${i}`).units.map((unit) => ({ ...unit, deviceSignerHash: keccak256(signer) })));
      const batch = await addBatch(fleet, { root: units.root, size: units.size, lot: `E${i}` });
      const { claimKey = "0x", serialTag = "0x" } = units.units[0] ?? {};
      const proof = { claimKey, serialTag, proof: await proofOf(units, 0), signer, signature: toHex(1, { size: 64 }) };
      calls.push(deviceCall({ deviceId: deviceId(batch, 0), owner: fleet.alice.address, deadline: LATER, proof }));
    }
    expect(await tryAll(forger, fleet.devices, calls)).to.deep.equal({ DevicesWrongDeviceSignature: calls.length });
  });

  // The whole of all trees up to 64 leaves is tried on the library, in test/solidity/UnitTree.t.sol.
  it("of every index and every inner node of small trees are all refused", async () => {
    const sizes = ATTEMPTS < 100_000 ? [1, 2, 3, 5, 8] : [...Array.from({ length: 16 }, (_, i) => i + 1), 33, 64];
    for (const size of sizes) {
      const units = unitsOf(size, `tree of ${size}`);
      const batch = await addBatch(fleet, { root: units.root, size, lot: `T${size}` });
      const proofs = await Promise.all(units.units.map((_, index) => proofOf(units, index)));
      const calls: string[] = [];
      const attempt = (code: Uint8Array, index: number, tags: { deviceSignerHash: Hex; serialTag: Hex }, proof: Hex[]) => {
        const id = deviceId(batch, index);
        const signature = signWith(claimPrivateKey(code), digestOf(fleet.domain, "Claim", [id, fleet.alice.address, LATER]));
        calls.push(claimCall({ deviceId: id, owner: fleet.alice.address as Hex, deadline: LATER, ...tags, proof, signature }));
      };
      for (const [own, unit] of units.units.entries()) {
        for (let index = 0; index < size; index++)
          if (index !== own) for (const proof of new Set([proofs[index], proofs[own]])) attempt(unit.code, index, unit, proof as Hex[]);
        // The nodes above the leaf, each with the rest of its way up, in the place of what a leaf is hashed from.
        for (let height = 1; height <= (proofs[own]?.length ?? 0); height++) {
          const rest = (proofs[own] ?? []).slice(height);
          const below = { deviceSignerHash: unit.deviceSignerHash, serialTag: proofs[own]?.[height - 1] as Hex };
          for (const index of [own, own >> height]) attempt(unit.code, index, below, rest);
        }
      }
      const found = await tryAll(forger, fleet.devices, calls);
      expect(found, `${size}`).to.deep.equal(calls.length > 0 ? { DevicesWrongClaimCode: calls.length } : {});
    }
  });

  it("of keys that a chip or a secure element does not have are refused", async () => {
    const own = await byDevice(ELEMENT);
    const verifier = await fleet.p256Verifier.getAddress();
    const digest = digestOf(fleet.domain, "DeviceClaim", [own.deviceId, own.owner, 0, own.deadline]);
    const keys = [chip("a forger's chip"), element(verifier, "a forger's element")];
    const calls = keys.flatMap((key) =>
      [key.signer, own.proof.signer].map((signer) => deviceCall({ ...own, proof: { ...own.proof, signer, signature: key.sign(digest) } })),
    );
    expect(await tryAll(forger, fleet.devices, calls)).to.deep.equal({ DevicesWrongDeviceSignature: calls.length });
  });
});
