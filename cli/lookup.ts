import type { Address, Hex } from "viem";
import { z } from "zod";
import type { UnitRecord } from "../lib/batch/unit-records.ts";
import { registrationByRoot } from "../lib/chain/registrations.ts";
import { isErrorCode, MusterError } from "../lib/domain/errors.ts";
import { type DeviceId, deviceId, formatDeviceId, indexOf, parseDeviceId } from "../lib/domain/ids.ts";
import { readProof } from "../lib/domain/unit-tree.ts";
import { openBatch, unitRecords } from "../lib/factory/batch-folder.ts";
import { errorSchema } from "../lib/feed/wire/basics.ts";
import type { Signed } from "./context.ts";

/** All that a claim needs besides the code. */
export type ClaimableUnit = { deviceId: DeviceId; deviceSignerHash: Hex; serialTag: Hex; proof: Hex[] };

const bytes32 = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{64}$/)]);
const resolved = z.object({ deviceId: z.string(), deviceSignerHash: bytes32, serialTag: bytes32 });
const proved = z.object({ proof: z.array(bytes32).max(32) });

/**
 * Finds a unit through the register's web server, by the address of its claim key. The code itself stays here.
 * @throws MusterError `lookup-empty`, `proof-missing` and others of the server's.
 */
export async function findOnline(webUrl: string, claimKey: Address): Promise<ClaimableUnit> {
  const base = webUrl.replace(/\/+$/, "");
  const found = await ask(`${base}/api/resolve`, resolved, { claimKey });
  const deviceId = parseDeviceId(found.deviceId);
  return {
    deviceId,
    deviceSignerHash: found.deviceSignerHash as Hex,
    serialTag: found.serialTag as Hex,
    proof: await proofOnline(webUrl, deviceId),
  };
}

/** Where a unit stands in its batch's tree, from the register's web server. @throws MusterError `proof-missing` and others of the server's. */
export async function proofOnline(webUrl: string, unit: DeviceId): Promise<Hex[]> {
  const { proof } = await ask(`${webUrl.replace(/\/+$/, "")}/api/units/${formatDeviceId(unit)}/proof`, proved);
  return proof as Hex[];
}

async function ask<Schema extends z.ZodType>(url: string, schema: Schema, body?: unknown): Promise<z.infer<Schema>> {
  let answer: unknown;
  let ok: boolean;
  try {
    const response = await fetch(url, {
      method: body === undefined ? "GET" : "POST",
      headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    ok = response.ok;
    answer = await response.json();
  } catch (cause) {
    throw new MusterError("lookup-unreachable", { url }, { cause });
  }
  if (!ok) {
    const { data } = errorSchema.safeParse(answer);
    throw data && isErrorCode(data.code)
      ? MusterError.fromJSON({ ...data, code: data.code })
      : new MusterError("lookup-unreachable", { url });
  }
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw new MusterError("api-answer-invalid", { url }, { cause: parsed.error });
  return parsed.data;
}

/**
 * Finds a unit in the folder that its maker built, which also works without any server.
 * @param wanted Unit that the code should belong to; without it, the unit of this claim key.
 * @throws MusterError `batch-unregistered`, `lookup-empty` or `unit-unknown`.
 */
export async function findInFolder(
  { deployment, sender }: Signed,
  path: string,
  claimKey: Address,
  wanted?: DeviceId,
): Promise<ClaimableUnit> {
  const folder = await openBatch(path);
  const { size, root } = folder.manifest;
  const registered = await registrationByRoot(sender.public, deployment, root as Hex);
  if (!registered) throw new MusterError("batch-unregistered", { path, chainId: deployment.chainId });
  const matches = ({ index, claimKey: key }: UnitRecord): boolean =>
    wanted === undefined ? key === claimKey.toLowerCase() : index === indexOf(wanted);
  for await (const record of unitRecords(folder)) {
    if (!matches(record)) continue;
    const { index, deviceSignerHash, serialTag } = record;
    const id = deviceId(registered.batchId, index);
    if (wanted !== undefined && id !== wanted) break;
    const proof = await readProof(size, index, (offset, length) => folder.tree.subarray(offset, offset + length));
    return { deviceId: id, deviceSignerHash, serialTag, proof: proof.map((node) => `0x${Buffer.from(node).toString("hex")}` as Hex) };
  }
  throw wanted === undefined
    ? new MusterError("lookup-empty")
    : new MusterError("unit-unknown", { deviceId: formatDeviceId(wanted), size });
}
