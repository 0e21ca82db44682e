import type { Address, Hex } from "viem";
import type { OrgKind } from "./kinds.ts";

/** What governance does to bodies of the register and their networks; `other` is anything else that it has announced, by its raw call. */
export type GovernanceAct =
  | { act: "admit"; kind: OrgKind; admin: Address; name: string; domain: string; country: string }
  | { act: "suspend" | "lift"; orgId: number; reason: string }
  | { act: "replace-admin"; orgId: number; admin: Address; reason: string }
  /** `orgId` is null when nobody is to run the network. */
  | { act: "assign-network"; asn: number; orgId: number | null; reason: string }
  | { act: "other"; target: Address; selector: Hex };

/** Seconds for which OpenZeppelin's AccessManager keeps what was announced and has become due. */
export const EXPIRATION = 7 * 86_400;

/** How far an announced act is. */
export type Announced = { readyAt: number; executedAt: number | null; canceledAt: number | null };
export type GovernanceState = "waiting" | "ready" | "done" | "canceled" | "expired";

/** @param now Unix time. */
export function governanceState({ readyAt, executedAt, canceledAt }: Announced, now: number): GovernanceState {
  if (executedAt !== null) return "done";
  if (canceledAt !== null) return "canceled";
  if (now < readyAt) return "waiting";
  return now < readyAt + EXPIRATION ? "ready" : "expired";
}

/** The delay of somebody who governs, and the one that it replaces. */
export type Terms = { delay: number; from: number; before: number | null };

/** Seconds between announcing and acting, at some time; null for who does not govern yet. */
export const delayAt = ({ delay, from, before }: Terms, now: number): number | null => (now < from ? before : delay);
