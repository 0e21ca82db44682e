import { ADDRESS_FAMILIES, type AddressFamily, position, TEST_METHODS, type TestMethod } from "../../../lib/domain/kinds.ts";
import { networkHelpers } from "../fixture.ts";
import { DAY } from "./fleet.ts";

/** Kept for documentation (RFC 5398). */
export const ASN = 64_496;

type Changes = {
  asn?: number;
  family?: AddressFamily;
  method?: TestMethod;
  blocked?: number;
  received?: number;
  first?: number;
  last?: number;
  expiresAt?: number;
  evidence?: string;
};

/** Three tests of the last week whose spoofed packets were dropped, but for what a test changes. */
export async function observationOf({ family = "ipv4", method = "client", ...changes }: Changes = {}) {
  const now = await networkHelpers.time.latest();
  return {
    ...{ asn: ASN, blocked: 3, received: 0, first: now - 7 * DAY, last: now - DAY, expiresAt: now + 90 * DAY },
    ...{ evidence: `0x${"e1".repeat(32)}`, ...changes },
    ...{ family: position(ADDRESS_FAMILIES, family), method: position(TEST_METHODS, method) },
  };
}
