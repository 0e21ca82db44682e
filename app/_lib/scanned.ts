import { type DigitalLink, parseDigitalLink } from "../../lib/domain/digital-link.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import type { DeviceView } from "../../lib/feed/wire.ts";
import { findUnit } from "./look-up.ts";
import { feed } from "./server.ts";

/** What stands behind a scanned code. */
export type Scanned =
  | { kind: "unit"; link: DigitalLink; device: DeviceView }
  /** The code names a product or a lot only. */
  | { kind: "product"; link: DigitalLink }
  | { kind: "unknown"; link: DigitalLink }
  /** The code is not one that can be read, or too many were tried. */
  | { kind: "refused"; error: MusterError }
  | { kind: "failed" };

/** @param segments Path behind `/01/`, still percent-encoded: a slash in a lot number must not become a step. */
export async function scanned(segments: readonly string[]): Promise<Scanned> {
  try {
    const link = parseDigitalLink(`https://scanned.invalid/01/${segments.join("/")}`, { padGtin: true });
    const { gtin, lot, serial } = link;
    if (lot === undefined || serial === undefined) return { kind: "product", link };
    const id = await findUnit({ gtin, lot, serial });
    return id ? { kind: "unit", link, device: await feed().device(id) } : { kind: "unknown", link };
  } catch (error) {
    if (error instanceof MusterError && SAYABLE.has(error.code)) return { kind: "refused", error };
    console.error("web: scanned code", error);
    return { kind: "failed" };
  }
}

const SAYABLE = new Set<string>(["digital-link-invalid", "invalid-gtin", "too-many-requests"]);
