import { type OrgId, orgId } from "../../../lib/domain/ids.ts";
import {
  ADDRESS_FAMILIES,
  type AddressFamily,
  ORG_KINDS,
  PERMISSIONS,
  position,
  TEST_METHODS,
  type TestMethod,
} from "../../../lib/domain/kinds.ts";
import { networkHelpers, type Register, type Signer } from "../fixture.ts";
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

/** Admits an operator of networks whose admin is its only key, and assigns it a network. */
export async function addOperator({ organizations, networks, governor }: Register, key: Signer, asn = ASN): Promise<OrgId> {
  const terms = [position(ORG_KINDS, "network-operator"), key.address, "Net", "net.example", "IE"] as const;
  const id = orgId(await organizations.connect(governor).admit.staticCall(...terms));
  await organizations.connect(governor).admit(...terms);
  await organizations.connect(key).setOperator(id, key.address, PERMISSIONS.networks);
  await networks.connect(governor).assignNetwork(asn, id, "as the regional registry says");
  return id;
}
