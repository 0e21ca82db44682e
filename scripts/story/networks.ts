import { sha256, stringToBytes } from "viem";
import * as calls from "../../lib/chain/calls.ts";
import { type Asn, asNumber, type OrgId } from "../../lib/domain/ids.ts";
import type { Observation } from "../../lib/domain/observation.ts";
import type { World } from "./world.ts";

const DAY = 86_400;

/** Fennel Net, and a network of which nobody in the register says anything. Both are kept for documentation (RFC 5398). */
export const FENNEL: Asn = asNumber(64_500);
const UNASSIGNED: Asn = asNumber(64_501);

/** An observer tests two networks; the operator of one answers for it. */
export async function observeNetworks(world: World, observer: OrgId, operator: OrgId): Promise<void> {
  const { deployment } = world;
  await world.as("gus", calls.assignNetwork(deployment, FENNEL, operator, "AS64500 is held by Fennel Net at the regional registry."));

  const now = Math.floor(Date.now() / 1000);
  const found = (what: Pick<Observation, "asn" | "family" | "method"> & Partial<Observation>): Observation => ({
    ...{ blocked: 0, received: 0, first: now - 40 * DAY, last: now - 2 * DAY, expiresAt: now + 88 * DAY },
    // The reports stay with the observer; here they hold nothing but their names.
    evidence: sha256(stringToBytes(`Open Route Watch, report of ${what.method} tests`)),
    ...what,
  });
  const observations = [
    found({ asn: FENNEL, family: "ipv4", method: "client", blocked: 6 }),
    // Customers' own tests are dropped, but an open resolver passes spoofed queries on: its edge is not the same everywhere.
    found({ asn: FENNEL, family: "ipv6", method: "client", blocked: 4 }),
    found({ asn: FENNEL, family: "ipv6", method: "forwarder", received: 2 }),
    found({ asn: UNASSIGNED, family: "ipv4", method: "client", received: 5 }),
  ];
  await world.as("olga", calls.recordObservations(deployment, observer, observations));

  await world.as(
    "nora",
    calls.replyForNetwork(deployment, {
      ...{ asn: FENNEL, family: "ipv6", wantsRetest: true },
      text: "Filters for IPv6 went live on the last two access routers this week. Please test again.",
    }),
  );
  await world.as(
    "nora",
    calls.claimMembership(deployment, {
      ...{ asn: FENNEL, programme: "MANRS", since: Date.parse("2024-05-01T00:00:00Z") / 1000 },
      link: "https://manrs.example/participants/fennel-net",
    }),
  );
}
