import type { Hex } from "viem";
import type { Asn } from "./ids.ts";
import type { AddressFamily, TestMethod } from "./kinds.ts";

/** Seconds after its newest test for which an observation may count at most. Twin: `Networks.MAX_VALIDITY`. */
export const MAX_VALIDITY = 180 * 86_400;

/** What one observer found in one network, in one address family, by one method. Twin: `INetworks.Observation`. */
export type Observation = {
  asn: Asn;
  family: AddressFamily;
  method: TestMethod;
  /** Tests whose spoofed packets were dropped. */
  blocked: number;
  /** Tests whose spoofed packets arrived. */
  received: number;
  /** Unix time of the oldest of these tests. */
  first: number;
  /** Unix time of the newest. */
  last: number;
  /** Unix time from which it says nothing any more. */
  expiresAt: number;
  /** SHA-256 of the observer's report. */
  evidence: Hex;
};
