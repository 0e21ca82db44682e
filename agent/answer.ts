import { createHash } from "node:crypto";
import { bytesToHex, type Hex } from "viem";
import { z } from "zod";
import { formatAnswer, parseChallenge, statementDigest } from "../lib/domain/device-proof.ts";
import { formatRecoveryAnswer, parseRecoveryChallenge, recoveryDigest } from "../lib/domain/device-recovery.ts";
import { MusterError } from "../lib/domain/errors.ts";
import { foldP256 } from "../lib/domain/owner-signed.ts";

const hex = (pattern: string) => z.templateLiteral(["0x", z.string().regex(new RegExp(`^${pattern}$`))]);

/** What a unit knows of itself since the factory, `muster-unit/1`. Nothing in it is secret. */
export const identitySchema = z.strictObject({
  format: z.literal("muster-unit/1"),
  /** The one register for which it answers. */
  chainId: z.int().positive(),
  devices: hex("[0-9a-fA-F]{40}"),
  /** As in the line of the unit in its batch's `resolver.ndjson`. */
  claimKey: hex("[0-9a-f]{40}"),
  serialTag: hex("[0-9a-f]{64}"),
  /** ERC-7913: verifier ‖ key, as in the factory's list. */
  signer: hex("[0-9a-f]{40}([0-9a-f]{2}){0,512}"),
});
export type Identity = z.infer<typeof identitySchema>;

/** What the updater wrote when it installed a release; the measure of the image is held against it. */
export const installedSchema = z.strictObject({ sequence: z.int().positive().max(0xffffffff), digest: hex("[0-9a-f]{64}") });
export type Installed = z.infer<typeof installedSchema>;

/** Signs 32 bytes as they are, which every secure element can: r ‖ s, 64 bytes. */
export type Sign = (digest: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/** SHA-256 of the image, read once and held in no memory. */
async function measure(image: AsyncIterable<Uint8Array>): Promise<Hex> {
  const hash = createHash("sha256");
  for await (const piece of image) hash.update(piece);
  return bytesToHex(hash.digest());
}

/** The one register for which the unit signs is its own. */
function checkRegister({ chainId, devices }: { chainId: number; devices: string }, unit: Identity): void {
  if (chainId !== unit.chainId || devices !== unit.devices.toLowerCase())
    throw new MusterError("device-challenge-foreign", { chainId, devices });
}

/** The parts of the unit's leaf that an answer brings along. */
const leafOf = ({ claimKey, serialTag, signer }: Identity) => ({
  claimKey: claimKey as Hex,
  serialTag: serialTag as Hex,
  signer: signer as Hex,
});

/**
 * What runs on the unit's side: measures what is installed and signs that for the challenge. It composes what it signs by itself from
 * the fields of the challenge, so no challenge can make it sign anything else; a challenge for another unit gives an answer that is
 * worth nothing, because its key stands in one leaf only.
 * @param image The installed image, as the boot loader would read it.
 * @returns A text for the register, `muster-answer-1:…`
 * @throws MusterError `device-text-invalid`, `device-challenge-foreign`, `device-image-altered`
 */
export async function answerChallenge(
  text: string,
  unit: Identity,
  installed: Installed,
  image: AsyncIterable<Uint8Array>,
  sign: Sign,
): Promise<string> {
  const challenge = parseChallenge(text);
  checkRegister(challenge, unit);
  const digest = await measure(image);
  const { sequence: release, digest: expected } = installed;
  if (digest !== expected) throw new MusterError("device-image-altered", { release, actual: digest, expected });
  const signature = foldP256(bytesToHex(await sign(statementDigest(challenge, release))));
  return formatAnswer({ challenge, release, digest, ...leafOf(unit), signature });
}

/**
 * Names a new owner by the unit's own key. Unlike a statement this gives something away, so it takes more than reaching the unit over a
 * network: somebody has to be at it, and shows that on the unit itself.
 * @param isHeld Whether somebody holds the unit's button, now.
 * @returns A text for the register, `muster-recovery-answer-1:…`
 * @throws MusterError `device-text-invalid`, `device-challenge-foreign`, `device-button-unheld`
 */
export async function answerRecovery(text: string, unit: Identity, isHeld: boolean, sign: Sign): Promise<string> {
  const challenge = parseRecoveryChallenge(text);
  checkRegister(challenge, unit);
  if (!isHeld) throw new MusterError("device-button-unheld", { claimant: challenge.claimant });
  const signature = foldP256(bytesToHex(await sign(recoveryDigest(challenge))));
  return formatRecoveryAnswer({ challenge, ...leafOf(unit), signature });
}
