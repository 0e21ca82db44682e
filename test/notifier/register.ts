import { type Address, type Hex, numberToHex } from "viem";
import { modelId, orgId } from "../../lib/domain/ids.ts";
import type { RecallEventName } from "../../lib/domain/recall-event.ts";
import type { ConfirmedVersion } from "../../notifier/finality.ts";
import type { TestDatabase } from "../store/database.ts";
import type { FakeNode } from "./node.ts";

/** The model of batches 7 and 8. */
export const MODEL = modelId(orgId(1), "09506000134352");

/**
 * A stand-in for the indexer, for speed: the tables and the views of the schema `indexer` that the notifier reads, filled by
 * hand. The browser test runs the notifier on the real indexer; here only what the notifier makes of the rows is in question.
 */
const TABLES = `
  CREATE TABLE indexer.organization (id int PRIMARY KEY, name text NOT NULL, domain text NOT NULL DEFAULT 'office.example');
  CREATE TABLE indexer.model (id numeric PRIMARY KEY, org_id int NOT NULL, name text NOT NULL);
  CREATE TABLE indexer.release (model_id numeric, sequence int8, PRIMARY KEY (model_id, sequence));
  CREATE TABLE indexer.batch (id int8 PRIMARY KEY, model_id numeric NOT NULL, block int8 NOT NULL DEFAULT 3);
  CREATE TABLE indexer.device (id numeric PRIMARY KEY, batch_id int8 NOT NULL, index int8 NOT NULL, owner text NOT NULL,
    epoch int NOT NULL DEFAULT 1, release int8 NOT NULL DEFAULT 0, evidence text NOT NULL DEFAULT 'none', title_block int8 NOT NULL DEFAULT 5);
  CREATE TABLE indexer.recall (id int PRIMARY KEY, issuer_id int NOT NULL DEFAULT 9, version int NOT NULL DEFAULT 1, measure text NOT NULL DEFAULT 'recall',
    severity text NOT NULL DEFAULT 'high', min_evidence text NOT NULL DEFAULT 'owner', state text NOT NULL DEFAULT 'open',
    notice text NOT NULL, opened_block int8 NOT NULL, tx text NOT NULL);
  CREATE TABLE indexer.recall_version (recall_id int, version int, tx text NOT NULL, block int8 NOT NULL, PRIMARY KEY (recall_id, version));
  CREATE TABLE indexer.affected_range (recall_id int, batch_id int8, first int8, last int8, path text, device_kind boolean NOT NULL DEFAULT true,
    PRIMARY KEY (recall_id, batch_id, first, last, path));
  CREATE TABLE indexer.fix (recall_id int, model_id numeric, sequence int8, PRIMARY KEY (recall_id, model_id));
  CREATE TABLE indexer.acknowledgement (recall_id int, device_id numeric, epoch int, at int8, PRIMARY KEY (recall_id, device_id, epoch));
  CREATE TABLE indexer.history (id text PRIMARY KEY, name text NOT NULL, recall_id int, block int8 NOT NULL, tx text NOT NULL,
    time int8 NOT NULL DEFAULT 0, args json NOT NULL DEFAULT '{}', device_id numeric, batch_id int8);
  CREATE VIEW indexer.affected_span AS SELECT DISTINCT recall_id, batch_id, first, last FROM indexer.affected_range WHERE device_kind;
  CREATE VIEW indexer.affected_device AS
    SELECT DISTINCT a.recall_id, d.id AS device_id, d.batch_id, d.owner, d.epoch, d.title_block, k.at AS acknowledged_at,
      f.sequence IS NOT NULL AND d.release >= f.sequence AND array_position(ranks, d.evidence) >= array_position(ranks, r.min_evidence)
      AND EXISTS (SELECT FROM indexer.release p WHERE p.model_id = b.model_id AND p.sequence = d.release) AS remedied
    FROM indexer.affected_range a
    CROSS JOIN (SELECT ARRAY['none', 'owner', 'repairer', 'maker', 'device']) AS evidence (ranks)
    JOIN indexer.recall r ON r.id = a.recall_id
    JOIN indexer.batch b ON b.id = a.batch_id
    JOIN indexer.device d ON d.batch_id = a.batch_id AND d.index BETWEEN a.first AND a.last
    LEFT JOIN indexer.fix f ON f.recall_id = a.recall_id AND f.model_id = b.model_id
    LEFT JOIN indexer.acknowledgement k ON k.recall_id = a.recall_id AND k.device_id = d.id AND k.epoch = d.epoch
    WHERE a.device_kind;
  GRANT SELECT ON ALL TABLES IN SCHEMA indexer TO muster_notifier, muster_web;
  INSERT INTO indexer.organization VALUES (1, 'Halden'), (9, 'Market Surveillance Office');
  INSERT INTO indexer.model VALUES (${MODEL}, 1, 'View 2');
  INSERT INTO indexer.release VALUES (${MODEL}, 1), (${MODEL}, 2);
  INSERT INTO indexer.batch VALUES (7, ${MODEL}), (8, ${MODEL});
`;

/** Owner number n, as Ponder stores addresses. */
export const owner = (n: number): Address => `0x${n.toString(16).padStart(40, "0")}`;
export const deviceId = (batch: number, index: number): bigint => (BigInt(batch) << 32n) | BigInt(index);
export const txOf = (recallId: number, version = 1): Hex => numberToHex(0xabc000 + recallId + 0x1000000 * (version - 1), { size: 32 });
/** The first version of a recall, as a look at the chain confirms it. */
export const opened = (id: number): ConfirmedVersion => ({
  id,
  version: 1,
  tx: txOf(id),
  block: 10n,
  blockHash: numberToHex(10, { size: 32 }),
});

export type Register = Awaited<ReturnType<typeof standInRegister>>;

/** Makes the stand-in and gives the acts that fill it. */
export async function standInRegister(database: TestDatabase) {
  await database.query(TABLES);
  return {
    /** Units first..last of batch 7, unit n owned by owner n. */
    async claim(first: number, last: number, { titleBlock = 5, batch = 7 } = {}): Promise<void> {
      await database.query(
        `INSERT INTO indexer.device (id, batch_id, index, owner, title_block)
         SELECT ($1::numeric * 4294967296) + n, $1, n, '0x' || lpad(to_hex(n), 40, '0'), $4 FROM generate_series($2::int, $3::int) AS n`,
        [batch, first, last, titleBlock],
      );
    },
    async openRecall(
      id: number,
      node: FakeNode,
      { block = 10, first = 0, last = 9_999, notice = `0x${"00".repeat(32)}`, severity = "high" } = {},
    ): Promise<void> {
      node.opened.set(txOf(id), { recallId: id, block });
      await database.query("INSERT INTO indexer.recall (id, notice, opened_block, tx, severity) VALUES ($1, $2, $3, $4, $5)", [
        id,
        notice,
        block,
        txOf(id),
        severity,
      ]);
      await database.query("INSERT INTO indexer.recall_version VALUES ($1, 1, $2, $3)", [id, txOf(id), block]);
      // Two overlapping ways to the same units, and one to a batch of components.
      await database.query(
        "INSERT INTO indexer.affected_range VALUES ($1, 7, $2, $3, '0x', true), ($1, 7, $2, $3, '0x01', true), ($1, 8, 0, 9, '0x', false)",
        [id, first, last],
      );
      await database.query("INSERT INTO indexer.fix VALUES ($1, $2, 2)", [id, MODEL]);
    },
    /** The next version of a recall. */
    async amend(id: number, node: FakeNode, { version = 2, block = 20 } = {}): Promise<void> {
      const tx = txOf(id, version);
      node.opened.set(tx, { recallId: id, block, version });
      await database.query("UPDATE indexer.recall SET version = $2 WHERE id = $1", [id, version]);
      await database.query("INSERT INTO indexer.recall_version VALUES ($1, $2, $3, $4)", [id, version, tx, block]);
    },
    async withdraw(id: number, node: FakeNode, { block = 30 } = {}): Promise<void> {
      const tx = txOf(id, 99);
      node.opened.set(tx, { recallId: id, block, withdrawn: true });
      await database.query("UPDATE indexer.recall SET state = 'withdrawn' WHERE id = $1", [id]);
      await database.query("INSERT INTO indexer.history VALUES ($1, 'RecallWithdrawn', $2, $3, $4)", [tx, id, block, tx]);
    },
    /** An event of a recall in the history of a block, and with the node too. @returns its id. */
    async happen(
      node: FakeNode,
      name: RecallEventName,
      { recall = 1, block, args = {} }: { recall?: number; block: number; args?: object },
    ): Promise<string> {
      const id = String(block).padStart(75, "0");
      const tx = numberToHex(0xeee000 + block, { size: 32 });
      node.opened.set(tx, { recallId: recall, block, name });
      await database.query("INSERT INTO indexer.history VALUES ($1, $2, $3, $4, $5, $6, $7)", [
        id,
        name,
        recall,
        block,
        tx,
        1_790_000_000 + block,
        args,
      ]);
      return id;
    },
    async patch(index: number): Promise<void> {
      await database.query("UPDATE indexer.device SET release = 2, evidence = 'owner' WHERE id = $1", [deviceId(7, index)]);
    },
  };
}
