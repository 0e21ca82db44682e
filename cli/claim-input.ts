import { text as readAll } from "node:stream/consumers";
import { parseClaimCode } from "../lib/domain/claim-code.ts";
import { claimCodeOf, parseDigitalLink } from "../lib/domain/digital-link.ts";
import { type DeviceId, formatDeviceId } from "../lib/domain/ids.ts";
import { claimKey } from "../lib/domain/unit.ts";
import type { Context, Signed } from "./context.ts";
import { required } from "./env.ts";
import { UsageError } from "./errors.ts";
import { type ClaimableUnit, findInFolder, findOnline } from "./lookup.ts";

/** How long what a claim key signs may wait to be included, in seconds. */
export const CLAIM_SECONDS = 3_600n;

/** What was given as a code, or what stands on standard input for `-`. */
export const given = async (text: string): Promise<string> => (text === "-" ? await readAll(process.stdin) : text).trim();

/** @param text A claim code, the whole link from the label, or `-`. */
export async function readClaimCode(text: string): Promise<Uint8Array> {
  const whole = await given(text);
  if (!/^https?:/i.test(whole)) return parseClaimCode(whole);
  const code = claimCodeOf(parseDigitalLink(whole));
  if (!code) throw new UsageError("The link holds no claim code.", "The code stands behind the # of the link on the label inside the box.");
  return code;
}

type Where = { device?: DeviceId; dir?: string };

/** The unit of a code, from its batch's folder or from the register's web server; never another one than was meant. */
export async function findUnit(context: Context, chain: Signed, code: Uint8Array, { device, dir }: Where): Promise<ClaimableUnit> {
  const unit = dir ? await findInFolder(chain, dir, claimKey(code), device) : await findOnline(webOf(context, device), claimKey(code));
  if (device !== undefined && device !== unit.deviceId)
    throw new UsageError(
      `The code belongs to unit ${formatDeviceId(unit.deviceId)}, not to ${formatDeviceId(device)}.`,
      "Check which box the code is from.",
    );
  return unit;
}

const webOf = ({ settings }: Context, device: DeviceId | undefined): string => {
  if (device !== undefined && !settings.MUSTER_PUBLIC_URL)
    throw new UsageError("Where the unit's batch is was not said.", "Name its folder with --dir, or the register's web server with --web.");
  return required(settings, "MUSTER_PUBLIC_URL");
};
