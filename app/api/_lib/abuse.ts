import { MusterError } from "../../../lib/domain/errors.ts";
import { type Asn, type OrgId, orgId, parseAsn } from "../../../lib/domain/ids.ts";
import type { OrganizationView } from "../../../lib/feed/wire.ts";
import type { AbuseServices, Services } from "./services.ts";

/** @throws MusterError `abuse-off` where no key is set. */
export function requireAbuse({ abuse }: Services): AbuseServices {
  if (!abuse) throw new MusterError("abuse-off");
  return abuse;
}

/** A network as somebody names it, `64500` or `AS64500`; null when nobody did. @throws MusterError `invalid-id`. */
export const asnOf = (text: string | null): Asn | null => (text === null ? null : parseAsn(text));

/** Whose key a program sends. @throws MusterError `abuse-key-refused`. */
export async function requireKey(request: Request, { store }: Services): Promise<OrgId> {
  const [, key = ""] = /^Bearer\s+(\S{1,200})$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  const holder = await store.abuse.holderOf(key);
  if (holder === null) throw new MusterError("abuse-key-refused");
  return holder;
}

/** The organisation, if it may hand in reports now. @throws MusterError `abuse-body-refused`. */
export async function requireBody({ feed }: Services, org: OrgId): Promise<OrganizationView> {
  const body = await feed.organization(org);
  if (body.kind !== "network-operator" || body.suspended) throw new MusterError("abuse-body-refused", { orgId: org });
  return body;
}

/**
 * The network that is meant: the one that is named, or the only one.
 * @throws MusterError `abuse-network-refused`, `abuse-network-needed`.
 */
export async function requireNetwork({ networks }: AbuseServices, body: Pick<OrganizationView, "id">, named: Asn | null): Promise<Asn> {
  const org = orgId(body.id);
  if (named === null) {
    const own = await networks.networksOf(org);
    if (own.length !== 1) throw new MusterError("abuse-network-needed", { orgId: org, count: own.length });
    return own[0] as Asn;
  }
  if ((await networks.operatorOf(named)) !== org) throw new MusterError("abuse-network-refused", { orgId: org, asn: named });
  return named;
}
