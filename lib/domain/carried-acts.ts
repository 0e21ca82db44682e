import type { Address, Hex } from "viem";
import { z } from "zod";
import { type BatchId, batchId, type DeviceId, formatDeviceId, parseDeviceId, type RecallId, recallId } from "./ids.ts";
import { REMEDIES, type Remedy } from "./kinds.ts";

/**
 * What somebody does to a unit that is theirs or shall be, as data: the dApp makes one, `lib/chain/carried-acts.ts` makes
 * the call from it, and the relay takes it over the wire and makes the same call. Each form is written once, here, for
 * both ends of the wire.
 */

const hexOf = (least: number, most = least) =>
  z.string().regex(new RegExp(`^0x(?:[0-9a-fA-F]{2}){${least},${most}}$`)) as unknown as z.ZodType<Hex, Hex>;
const address: z.ZodType<Address, Address> = hexOf(20);
const word = hexOf(32);
/** Contract accounts sign with more than keys do. */
const signature = hexOf(1, 4_096);
const uint8 = z.number().int().min(0).max(0xff);
const uint32 = z.number().int().min(0).max(0xffff_ffff);
const time = z
  .number()
  .int()
  .min(0)
  .max(2 ** 48 - 1);
const deadline = z.codec(z.string().regex(/^[0-9]{1,20}$/), z.bigint(), { decode: BigInt, encode: String });
const deviceId = z.codec(z.string().max(30), z.custom<DeviceId>(), { decode: parseDeviceId, encode: formatDeviceId });
const batch = z.codec(z.number(), z.custom<BatchId>(), { decode: batchId, encode: Number });
const recall = z.codec(z.number(), z.custom<RecallId>(), { decode: recallId, encode: Number });
const remedy = z.enum(REMEDIES.slice(1) as [Remedy, ...Remedy[]]);
/** Siblings in a batch's tree, which has 32 levels at most. */
const proof = z.array(word).max(32);
/** Steps down to the recalled component, a byte each. */
const path = hexOf(0, 32);

/** By the claim key; see `IClaims.Claim`. */
const byCode = { deviceId, owner: address, deadline, deviceSignerHash: word, serialTag: word, proof, signature };
/** By the device's own key; see `IClaims.DeviceProof`. */
const deviceProof = z.strictObject({ claimKey: address, serialTag: word, proof, signer: hexOf(20, 1_024), signature });

/** Acts that the owner, or the recipient of a handover, sends or signs; see `OwnerAct` in owner-signed.ts. */
const OWNERS = [
  z.strictObject({ verb: z.literal("StateRelease"), deviceId, release: uint32 }),
  z.strictObject({ verb: z.literal("SetStolen"), deviceId, stolen: z.boolean() }),
  z.strictObject({ verb: z.literal("Retire"), deviceId }),
  z.strictObject({ verb: z.literal("OfferHandover"), deviceId, key: address, until: time }),
  z.strictObject({ verb: z.literal("TakeBackHandover"), deviceId }),
  z.strictObject({
    ...{ verb: z.literal("AcceptHandover"), deviceId, recipient: address },
    /** By the one-time key; `0x` when the offer is to the recipient's own address. */
    keySignature: hexOf(0, 65),
  }),
  z.strictObject({ verb: z.literal("VetoRecovery"), deviceId }),
  z.strictObject({
    ...{ verb: z.literal("SwapPart"), deviceId, position: uint8 },
    /** Of the new part; null when the part was removed. */
    batchId: batch.nullable(),
  }),
  z.strictObject({ verb: z.literal("Acknowledge"), deviceId, recallId: recall, path }),
  z.strictObject({ verb: z.literal("StateRemedy"), deviceId, recallId: recall, path, remedy }),
] as const;

/** Acts that bring their own proof, so that it does not matter who sends them. */
const PROVEN = [
  z.strictObject({ verb: z.literal("Claim"), ...byCode }),
  z.strictObject({ verb: z.literal("ClaimByDevice"), deviceId, owner: address, deadline, proof: deviceProof }),
  /** `owner` being the claimant. */
  z.strictObject({ verb: z.literal("StartRecovery"), ...byCode }),
  z.strictObject({ verb: z.literal("StartRecoveryByDevice"), deviceId, claimant: address, deadline, proof: deviceProof }),
  /** @param claimant Whom it makes the owner; the register knows it anyhow, and by it an act that was done already is known. */
  z.strictObject({ verb: z.literal("CompleteRecovery"), deviceId, claimant: address }),
  /** Makes the account of a passkey. @param deviceId The unit for which it is to sign, whose budget pays. */
  z.strictObject({ verb: z.literal("CreateAccount"), deviceId, x: word, y: word }),
  z.strictObject({ verb: z.literal("ProveRelease"), deviceId, release: uint32, deadline, proof: deviceProof }),
] as const;

const ownersAct = z.discriminatedUnion("verb", OWNERS);
const provenAct = z.discriminatedUnion("verb", PROVEN);

/** An act and, for an owner's, its signature, as they go over the wire: ids in their text form, times beyond 2^53 as text. */
export const carriedSchema = z.union([
  z.strictObject({ act: ownersAct, signed: z.strictObject({ deadline, signature }) }),
  z.strictObject({ act: provenAct }),
]);

export type OwnersAct = z.output<typeof ownersAct>;
type ProvenAct = z.output<typeof provenAct>;
export type CarriedAct = OwnersAct | ProvenAct;

const OWNERS_VERBS: readonly string[] = OWNERS.map(({ shape }) => shape.verb.value);

/** Whether the owner has to send or sign it. */
export const isOwners = (act: CarriedAct): act is OwnersAct => OWNERS_VERBS.includes(act.verb);
