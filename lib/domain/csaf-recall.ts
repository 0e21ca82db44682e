import type { Hex } from "viem";
import type { Evidence, Measure, RecallState, Severity } from "./kinds.ts";

/** What a recall is made of, for its advisory; the register's API gives all of it. */
export type RecalledModel = { id: string; gtin: string; name: string; maker: { id: number; name: string } };
export type RecalledBatch = { id: number; lot: string; size: number; model: RecalledModel };

export type RecalledRange = { batch: RecalledBatch; first: number; last: number; path: Hex; via: readonly RecalledBatch[] };

type Item = { kind: string; subject: string; excluded: boolean };

export type RecallFacts = {
  id: number;
  issuer: { name: string };
  version: number;
  measure: Measure;
  severity: Severity;
  minEvidence: Exclude<Evidence, "none">;
  state: RecallState;
  notice: Hex;
  tx: Hex;
  openedAt: number;
  versions: readonly { version: number; at: number; reason: string; added: readonly Item[] }[];
  affected: readonly RecalledRange[];
  fixes: readonly {
    model: RecalledModel;
    release: { sequence: number; version: string; digest: Hex; revoked: { at: number; reason: string } | null };
    offeredAt: number;
  }[];
  /** The chain's events about the case, oldest first. */
  history: readonly { name: string; time: number; args: Record<string, unknown> }[];
};

/** Unix time at which a batch was registered, by its number. Batches never change. */
export type Registrations = ReadonlyMap<number, number>;

/** As CSAF sorts publishers; a register that carries many issuers' recalls coordinates. */
export const PUBLISHER_CATEGORIES = ["coordinator", "discoverer", "other", "translator", "user", "vendor"] as const;

/** Who publishes, and where. */
export type CsafPublisher = {
  category: (typeof PUBLISHER_CATEGORIES)[number];
  name: string;
  /** Web address that the publisher controls. */
  namespace: string;
  /** A mail address, or a web address of a contact page. */
  contact?: string;
  /** Address of the register's web pages, without a slash at the end. */
  publicUrl: string;
  chainId: number;
};

export const isoTime = (unixSeconds: number): string => new Date(unixSeconds * 1000).toISOString().replace(".000Z", "Z");
