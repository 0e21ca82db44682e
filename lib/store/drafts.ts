import type pg from "pg";
import { type Address, getAddress, type Hex } from "viem";
import type { OrgId } from "../domain/ids.ts";

export type Draft = {
  /** Digest that is announced on chain. */
  draft: Hex;
  /** The draft document, `muster-recall-draft/2`. */
  content: unknown;
  drafter: Address;
  /** Unix seconds. */
  createdAt: number;
};

/** Recalls that an organisation prepares: what one colleague drafted and another is to release. Not public. */
export type Drafts = {
  /** Keeps a draft; the same draft again changes nothing. */
  save(draft: { orgId: OrgId; draft: Hex; content: unknown; drafter: Address }): Promise<void>;
  /** Newest first. */
  list(orgId: OrgId): Promise<Draft[]>;
  /** For a draft that was released or given up. */
  remove(orgId: OrgId, draft: Hex): Promise<void>;
};

type Row = { digest: Hex; content: unknown; drafter: string; created_at: Date };

export function createDrafts(pool: pg.Pool): Drafts {
  return {
    async save({ orgId, draft, content, drafter }) {
      await pool.query("INSERT INTO web.recall_draft (org_id, digest, content, drafter) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", [
        orgId,
        draft.toLowerCase(),
        JSON.stringify(content),
        drafter.toLowerCase(),
      ]);
    },

    async list(orgId) {
      const { rows } = await pool.query<Row>(
        "SELECT digest, content, drafter, created_at FROM web.recall_draft WHERE org_id = $1 ORDER BY created_at DESC, digest",
        [orgId],
      );
      return rows.map(({ digest, content, drafter, created_at }) => ({
        draft: digest,
        content,
        drafter: getAddress(drafter),
        createdAt: Math.floor(created_at.getTime() / 1000),
      }));
    },

    async remove(orgId, draft) {
      await pool.query("DELETE FROM web.recall_draft WHERE org_id = $1 AND digest = $2", [orgId, draft.toLowerCase()]);
    },
  };
}
