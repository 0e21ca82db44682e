// Writes the golden vectors: what ids, check digits, leaves, trees, claims and reports must come out as, in every language.
//   node scripts/vectors.ts
// Computed with ethers and in the plainest way, because what they are held against (lib/domain, contracts) computes with
// viem and in clever ways. A change of these files is a change of the format: labels in boxes would stop working.
import { writeFileSync } from "node:fs";
import { AbiCoder, concat, keccak256, TypedDataEncoder, toBeHex, toUtf8Bytes, Wallet, ZeroHash } from "ethers";

const write = (name: string, content: object) =>
  writeFileSync(
    new URL(`../test/vectors/${name}.json`, import.meta.url),
    `${JSON.stringify({ source: "scripts/vectors.ts", ...content }, null, 2)}\n`,
  );
const abi = (types: string[], values: unknown[]) => AbiCoder.defaultAbiCoder().encode(types, values);

// ---- ids ----

const MAX_UINT32 = 2n ** 32n - 1n;
write("ids", {
  models: [
    [1n, "00000000000017"],
    [3n, "09506000134352"],
    [MAX_UINT32, "99999999999997"],
  ].map(([org, gtin]) => ({ org: `${org}`, gtin, id: `${(BigInt(org as bigint) << 64n) + BigInt(gtin as string)}` })),
  devices: [
    [1n, 0n],
    [7n, 123n],
    [7n, MAX_UINT32],
    [2n ** 53n - 1n, MAX_UINT32],
  ].map(([batch, index]) => ({ batch: `${batch}`, index: `${index}`, id: `${((batch as bigint) << 32n) + (index as bigint)}` })),
});

// ---- check digits, right ones and the ways to get them wrong ----

write("gtin", {
  valid: ["09506000134352", "09506000140445", "00614141999996", "04012345123456", "00000000000017", "99999999999997", "10614141000415"],
  invalid: ["09506000134353", "09506000134325", "90506000134352", "00000000000000", "00000000000001", "99999999999999"],
});

// ---- units, trees, claims ----

const UNIT_TYPE = "Unit(address claimKey,bytes32 deviceSignerHash,bytes32 serialTag)";
const GTIN = "09506000140445";
const LOT = "L2025-01";
const SERIALS = ["000001", "U96Y28876", "a+b/c", "0", "ÄÖ-5", "000006", "000007", "000008", "000009"];

const units = SERIALS.map((serial, index) => {
  const code = keccak256(toUtf8Bytes(`golden vector ${index}`)).slice(0, 34);
  const claimPrivateKey = keccak256(concat([toUtf8Bytes("muster/claim/1"), code]));
  const serialSalt = keccak256(concat([toUtf8Bytes("muster/serial/1"), code]));
  const claimKey = new Wallet(claimPrivateKey).address;
  const deviceSignerHash = index === 1 ? keccak256(toUtf8Bytes("a device's signer")) : ZeroHash;
  const serialTag = keccak256(abi(["bytes32", "uint64", "string", "string"], [serialSalt, BigInt(GTIN), LOT, serial]));
  const fields = [keccak256(toUtf8Bytes(UNIT_TYPE)), claimKey, deviceSignerHash, serialTag];
  const leaf = keccak256(abi(["bytes32", "address", "bytes32", "bytes32"], fields));
  return { code, claimPrivateKey, claimKey, serialSalt, gtin: GTIN, lot: LOT, serial, deviceSignerHash, serialTag, leaf };
});

/** Root of the subtree of 2^height leaves from `from` on; beyond the units, leaves are zero. */
const node = (size: number, height: number, from: number): string => {
  if (height === 0) return from < size ? (units[from]?.leaf as string) : ZeroHash;
  const half = 2 ** (height - 1);
  return keccak256(concat([node(size, height - 1, from), node(size, height - 1, from + half)]));
};

const trees = [1, 2, 3, 5, 8, 9].map((size) => {
  const depth = Math.ceil(Math.log2(size));
  const proof = (index: number) =>
    Array.from({ length: depth }, (_, level) => node(size, level, (Math.floor(index / 2 ** level) ^ 1) * 2 ** level));
  return { size, depth, root: node(size, depth, 0), proofs: Array.from({ length: size }, (_, index) => proof(index)) };
});

const CLAIM_TYPES = {
  Claim: [
    { name: "deviceId", type: "uint256" },
    { name: "owner", type: "address" },
    { name: "deadline", type: "uint256" },
  ],
};
const claims = [
  { chainId: 31337, devices: "0x5FbDB2315678afecb367f032d93F642f64180aa3", size: 5, index: 0, batch: 1n },
  { chainId: 1, devices: "0xe7f1725e7734ce288f8367e1bb143e90bb3f0512", size: 9, index: 8, batch: 7n },
].map(({ chainId, devices, size, index, batch }) => {
  const owner = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";
  const message = { deviceId: `${(batch << 32n) + BigInt(index)}`, owner, deadline: "1800000000" };
  const domain = { name: "Muster Devices", version: "1", chainId, verifyingContract: devices };
  const digest = TypedDataEncoder.hash(domain, CLAIM_TYPES, message);
  const signature = new Wallet(units[index]?.claimPrivateKey as string).signingKey.sign(digest).serialized;
  return { chainId, devices, size, index, ...message, digest, signature };
});

write("unit-tree", { units, trees, claims });

// ---- bitmaps of reports ----

/** Root of the subtree over 2^height words from `from` on; beyond the words, leaves are zero. */
const wordNode = (words: string[], height: number, from: number): string => {
  if (height === 0) return from < words.length ? keccak256(words[from] as string) : ZeroHash;
  const half = 2 ** (height - 1);
  return keccak256(concat([wordNode(words, height - 1, from), wordNode(words, height - 1, from + half)]));
};

const reports = [
  { first: 0, last: 0, listed: [0] },
  { first: 7, last: 300, listed: [7, 8, 15, 262, 263, 300] },
  { first: 1000, last: 1767, listed: [1255, 1256, 1600] },
  { first: 0, last: 1100, listed: Array.from({ length: 150 }, (_, i) => (i * i * 7) % 1101) },
].map(({ first, last, listed }) => {
  const bits = Array.from({ length: Math.ceil((last - first + 1) / 256) * 256 }, (_, place) =>
    listed.includes(first + place) ? "1" : "0",
  );
  const words = Array.from({ length: bits.length / 256 }, (_, i) =>
    toBeHex(BigInt(`0b${bits.slice(i * 256, (i + 1) * 256).join("")}`), 32),
  );
  const depth = Math.ceil(Math.log2(words.length));
  const proofs = words.map((_, place) =>
    Array.from({ length: depth }, (_, level) => wordNode(words, level, (Math.floor(place / 2 ** level) ^ 1) * 2 ** level)),
  );
  const units = concat(words);
  return { first, last, listed: [...new Set(listed)].sort((a, b) => a - b), units, words, root: wordNode(words, depth, 0), proofs };
});

write("report-tree", { reports });

// ---- a device's challenge, and what it signs ----

const text = (name: string, fields: string): string => `${name}:${concat([fields, keccak256(fields).slice(0, 10)]).slice(2)}`;
const asked = {
  chainId: 10,
  devices: "0x00000000000000000000000000000000000000d5",
  batch: 7n,
  index: 123n,
  epoch: 2,
  stated: 1_767_225_600,
  deadline: 1_767_247_200,
};
const deviceNumber = (asked.batch << 32n) + asked.index;
const STATEMENT = {
  DeviceStatement: [
    { name: "deviceId", type: "uint256" },
    { name: "release", type: "uint32" },
    { name: "epoch", type: "uint16" },
    { name: "stated", type: "uint32" },
    { name: "deadline", type: "uint256" },
  ],
};
const { chainId: askedChain, devices: askedDevices, epoch, stated, deadline: until } = asked;
const challengeFields = concat([
  toBeHex(askedChain, 8),
  askedDevices,
  toBeHex(deviceNumber, 12),
  toBeHex(epoch, 2),
  toBeHex(stated, 4),
  toBeHex(until, 6),
]);
const answered = {
  release: 3,
  digest: keccak256("0x01"),
  claimKey: `0x${"c1".repeat(20)}`,
  serialTag: `0x${"5e".repeat(32)}`,
  signer: `0x${"ab".repeat(84)}`,
  signature: `0x${"51".repeat(64)}`,
};
const { release, digest: image, signer, signature, ...leafParts } = answered;
const answerFields = concat([
  challengeFields,
  toBeHex(release, 4),
  image,
  leafParts.claimKey,
  leafParts.serialTag,
  toBeHex(84, 2),
  signer,
  signature,
]);
write("device-proof", {
  asked: { ...asked, batch: `${asked.batch}`, index: `${asked.index}` },
  challenge: text("muster-challenge-1", challengeFields),
  signed: TypedDataEncoder.hash({ name: "Muster Devices", version: "1", chainId: askedChain, verifyingContract: askedDevices }, STATEMENT, {
    deviceId: deviceNumber,
    release,
    epoch,
    stated,
    deadline: until,
  }),
  answered,
  answer: text("muster-answer-1", answerFields),
});

// ---- how a unit names a new owner ----

const RECOVERY = {
  Recovery: [
    { name: "deviceId", type: "uint256" },
    { name: "claimant", type: "address" },
    { name: "epoch", type: "uint16" },
    { name: "deadline", type: "uint256" },
  ],
};
const claimant = `0x${"ca".repeat(20)}`;
const recoveryFields = concat([
  toBeHex(askedChain, 8),
  askedDevices,
  toBeHex(deviceNumber, 12),
  toBeHex(epoch, 2),
  toBeHex(until, 6),
  claimant,
]);
const recoveryAnswered = { ...leafParts, signer, signature };
const { stated: _, ...recoveryAsked } = asked;
write("device-recovery", {
  asked: { ...recoveryAsked, batch: `${asked.batch}`, index: `${asked.index}`, claimant },
  challenge: text("muster-recovery-1", recoveryFields),
  signed: TypedDataEncoder.hash({ name: "Muster Devices", version: "1", chainId: askedChain, verifyingContract: askedDevices }, RECOVERY, {
    deviceId: deviceNumber,
    claimant,
    epoch,
    deadline: until,
  }),
  answered: recoveryAnswered,
  answer: text(
    "muster-recovery-answer-1",
    concat([recoveryFields, leafParts.claimKey, leafParts.serialTag, toBeHex(84, 2), signer, signature]),
  ),
});
