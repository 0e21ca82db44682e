import type { Hex } from "viem";
import type { BatchId, DeviceId } from "../../../lib/domain/ids.ts";
import { ownerMessage, type Signed } from "../../../lib/domain/owner-signed.ts";
import { bitmapOf } from "../../../lib/domain/report.ts";
import { chainId, type Register, type Signer } from "../fixture.ts";
import { addBatch } from "./batches.ts";
import { claimOf, unitsOf } from "./units.ts";

export const RANGE = "0x"; // no bitmap: all units first..last

/** Times of reports and statements are of this many seconds. */
export const STEP = 256;

const UNITS = unitsOf(5);
const NEVER = 2n ** 40n;

/**
 * Two batches of boards, and after them five cameras that have a board each (units 1 and 2 only) and a lens each; units
 * 0 to 3 are Alice's, the last nobody's.
 */
export async function addCameras(register: Register) {
  const { devices, models, alice } = register;
  const boards = await addBatch(register, { modelId: models.board, size: 9 });
  const otherBoards = await addBatch(register, { modelId: models.board, root: `0x${"0b".repeat(32)}`, size: 9 });
  const parts = [
    { batchId: boards, first: 1, last: 2 },
    { batchId: otherBoards, first: 0, last: 4 },
  ];
  const cameras = await addBatch(register, { root: UNITS.root, size: UNITS.size, parts });
  const address = await devices.getAddress();
  for (const index of [0, 1, 2, 3])
    await devices.claim(await claimOf(UNITS, { batch: cameras, index, owner: alice.address, devices: address }));
  return { boards, otherBoards, cameras };
}

/** Reports with the brand's key. @param listed Indices within first..last; without them all are meant. */
export async function addReport(register: Register, batch: BatchId, release: number, first: number, last: number, listed?: number[]) {
  const reports = register.reports.connect(register.brandKey);
  const units = listed ? bitmapOf(first, last, listed) : RANGE;
  const id = Number(await reports.reportReleases.staticCall(batch, release, first, last, units));
  await reports.reportReleases(batch, release, first, last, units);
  return id;
}

type Terms = { deviceId: DeviceId; position: number; batchId: BatchId | null; epoch?: number; nonce?: bigint; deadline?: bigint };

/** An owner's signature for a swap. @param domain What other than this register it is for. */
export async function signSwap({ reports }: Register, signer: Signer, terms: Terms, domain = {}): Promise<Signed> {
  const { deviceId, position, batchId, epoch = 1, nonce = await reports.nonces(signer.address), deadline = NEVER } = terms;
  const address = (await reports.getAddress()) as Hex;
  const contracts = { Devices: address, Reports: address, Recalls: address };
  const act = { verb: "SwapPart", position, batchId } as const;
  const message = ownerMessage(Number(chainId), contracts, act, { deviceId, epoch, nonce, deadline });
  const signature = await signer.signTypedData({ ...message.domain, ...domain }, message.types, message.message);
  return { deadline, signature: signature as Hex };
}
