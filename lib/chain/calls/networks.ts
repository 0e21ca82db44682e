import type { AbuseCount } from "../../domain/abuse-counts.ts";
import type { Asn, OrgId } from "../../domain/ids.ts";
import { ADDRESS_FAMILIES, type AddressFamily, position, TEST_METHODS, type TestMethod } from "../../domain/kinds.ts";
import type { Observation } from "../../domain/observation.ts";
import { networksAbi } from "../abis.generated.ts";
import { type At, type Call, callsOf } from "./call.ts";

type Register = At<"Networks">;
const call = callsOf("Networks", networksAbi);

// ---- governance ----

/** @param operator Null for none. */
export const assignNetwork = (register: Register, asn: Asn, operator: OrgId | null, reason: string): Call =>
  call(register, "assignNetwork", asn, operator ?? 0, reason);

// ---- observers ----

export const recordObservations = (register: Register, observer: OrgId, observations: readonly Observation[]): Call =>
  call(
    register,
    "recordObservations",
    observer,
    observations.map((found) => ({
      ...found,
      family: position(ADDRESS_FAMILIES, found.family),
      method: position(TEST_METHODS, found.method),
    })),
  );

/** Which of its observations an observer means. */
export type Observed = { asn: Asn; family: AddressFamily; method: TestMethod };

export const withdrawObservation = (register: Register, observer: OrgId, { asn, family, method }: Observed, reason: string): Call =>
  call(register, "withdrawObservation", ...[observer, asn, position(ADDRESS_FAMILIES, family), position(TEST_METHODS, method), reason]);

// ---- network operators ----

export type NetworkReply = {
  asn: Asn;
  /** Without one, the reply is about both. */
  family?: AddressFamily | undefined;
  wantsRetest: boolean;
  /** 1 to 1,000 bytes, for the public. */
  text: string;
};

export const replyForNetwork = (register: Register, { asn, family, wantsRetest, text }: NetworkReply): Call =>
  call(register, "reply", asn, position(ADDRESS_FAMILIES, family ?? "none"), wantsRetest, text);

export type Membership = {
  asn: Asn;
  /** Such as `MANRS`. */
  programme: string;
  /** Unix time; null when it is not a member any more. */
  since: number | null;
  /** Where the programme itself names its members. */
  link: string;
};

export const claimMembership = (register: Register, { asn, programme, since, link }: Membership): Call =>
  call(register, "claimMembership", asn, programme, since ?? 0, link);

/** @param week From `weekOf`. @param counts By ascending model, the unknown one first. */
export const countAbuse = (register: Register, asn: Asn, week: number, counts: readonly AbuseCount[]): Call =>
  call(register, "countAbuse", ...[asn, week, counts.map(({ modelId, ...numbers }) => ({ modelId: modelId ?? 0n, ...numbers }))]);
