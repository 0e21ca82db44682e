import type pg from "pg";
import type { Address, Hex } from "viem";
import { z } from "zod";
import { carriedSchema } from "../lib/domain/carried-acts.ts";
import { MusterError } from "../lib/domain/errors.ts";
import { formatDeviceId, type OrgId } from "../lib/domain/ids.ts";
import { ACTS_A_DAY, type Budgets, budgetFault, type Fees } from "../lib/domain/relay.ts";
import type { Carried, RelayJob } from "../lib/domain/relay-wire.ts";

/** A transaction that was signed for a job. */
export type Attempt = { hash: Hex; raw: Hex; fees: Fees; cancels: boolean; ageSeconds: number };

/** A job that is not settled. */
export type OpenJob = {
  id: string;
  state: "accepted" | "sent" | "included";
  carried: Carried;
  gas: bigint;
  key: Address | null;
  nonce: number | null;
  reserved: bigint;
  block: bigint | null;
  reason: RelayJob["reason"];
  /** Oldest first. */
  attempts: Attempt[];
};

export type Entering = { callHash: Hex; carried: Carried; orgId: OrgId; gas: bigint; once: boolean; cost: bigint };
type Signed = { hash: Hex; raw: Hex; fees: Fees; cancels: boolean };

/** Any number that nothing else locks: budgets are looked at by one at a time. */
const BUDGET_LOCK = 1_297_437_523;
const TODAY = "(now() AT TIME ZONE 'UTC')::date";
const VIEW = "id, state, tx, block::int8 AS block, reason";

type ViewRow = { id: string; state: RelayJob["state"]; tx: Hex | null; block: string | null; reason: RelayJob["reason"] };
const viewOf = ({ id, state, tx, block, reason }: ViewRow): RelayJob => ({
  ...{ id, state, tx },
  block: block === null ? null : Number(block),
  reason: state === "refused" ? reason : null,
});

export type Jobs = ReturnType<typeof createJobs>;

/** What the relay keeps. Each method is one statement or one transaction, and changes a row only from the state it has seen. */
export function createJobs(pool: pg.Pool, chainId: number, budgets: Budgets) {
  const inTransaction = async <Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> => {
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      const result = await work(client);
      await client.query("COMMIT");
      return result;
    } catch (error) {
      await client.query("ROLLBACK");
      throw error;
    } finally {
      client.release();
    }
  };

  /** @throws MusterError for what the budgets do not hold. */
  async function checkBudgets(client: pg.PoolClient, carried: Carried, orgId: number, cost: bigint, acts?: number): Promise<void> {
    const { deviceId } = carried.act;
    const { rows } = await client.query<{ all: string; maker: string; acts: number }>(
      `SELECT coalesce(sum(coalesce(spent, reserved)), 0) AS all,
         coalesce(sum(coalesce(spent, reserved)) FILTER (WHERE org_id = $2), 0) AS maker,
         count(*) FILTER (WHERE device_id = $3)::int AS acts
       FROM relay.job WHERE chain_id = $1 AND day = ${TODAY}`,
      [chainId, orgId, `${deviceId}`],
    );
    const [row] = rows as [(typeof rows)[number]];
    const spending = { all: BigInt(row.all), maker: BigInt(row.maker), acts: acts ?? row.acts };
    const fault = budgetFault(budgets, spending, cost);
    if (fault) throw new MusterError(fault, { deviceId: formatDeviceId(deviceId), acts: ACTS_A_DAY });
  }

  return {
    async find(id: string): Promise<RelayJob> {
      const { rows } = await pool.query<ViewRow>(`SELECT ${VIEW} FROM relay.job WHERE chain_id = $1 AND id = $2`, [chainId, id]);
      if (!rows[0]) throw new MusterError("relay-job-unknown", { id });
      return viewOf(rows[0]);
    },

    /** The job of a call that was taken before and not refused. */
    async findCall(callHash: Hex): Promise<RelayJob | undefined> {
      const { rows } = await pool.query<ViewRow>(
        `SELECT ${VIEW} FROM relay.job WHERE chain_id = $1 AND call_hash = $2 AND state <> 'refused'`,
        [chainId, callHash],
      );
      return rows[0] && viewOf(rows[0]);
    },

    /** Whether another claim of the unit was taken already. */
    async isTaken({ act }: Carried, callHash: Hex): Promise<boolean> {
      const { rowCount } = await pool.query(
        "SELECT FROM relay.job WHERE chain_id = $1 AND verb = $2 AND device_id = $3 AND once AND state <> 'refused' AND call_hash <> $4",
        [chainId, act.verb, `${act.deviceId}`, callHash],
      );
      return (rowCount ?? 0) > 0;
    },

    /**
     * Takes an act and sets its cost aside, in one step with the look at the budgets. The same act at the same time gives
     * the same job.
     * @throws MusterError when a budget does not hold it, or another claim of the unit was taken.
     */
    async enter({ callHash, carried, orgId, gas, once, cost }: Entering): Promise<RelayJob> {
      return inTransaction(async (client) => {
        await client.query("SELECT pg_advisory_xact_lock($1)", [BUDGET_LOCK]);
        const known = await client.query<ViewRow>(
          `SELECT ${VIEW} FROM relay.job WHERE chain_id = $1 AND call_hash = $2 AND state <> 'refused'`,
          [chainId, callHash],
        );
        if (known.rows[0]) return viewOf(known.rows[0]);
        await checkBudgets(client, carried, orgId, cost);
        const { act } = carried;
        const request = JSON.stringify(z.encode(carriedSchema, carried));
        const { rows } = await client.query<ViewRow>(
          `INSERT INTO relay.job (chain_id, call_hash, verb, device_id, org_id, request, gas, once, reserved)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING ${VIEW}`,
          [chainId, callHash, act.verb, `${act.deviceId}`, orgId, request, `${gas}`, once, `${cost}`],
        );
        if (!rows[0]) throw new MusterError("relay-once", { deviceId: formatDeviceId(act.deviceId) });
        return viewOf(rows[0]);
      });
    },

    /** Everything that is not settled, oldest first. */
    async open(): Promise<OpenJob[]> {
      type Row = Omit<OpenJob, "carried" | "gas" | "nonce" | "reserved" | "block" | "attempts"> & {
        request: unknown;
        gas: string;
        nonce: string | null;
        reserved: string;
        block: string | null;
        attempts: { hash: Hex; raw: Hex; max_fee: string; max_tip: string; cancels: boolean; age: number }[] | null;
      };
      const { rows } = await pool.query<Row>(
        `SELECT id, state, request, gas, key, nonce, reserved, block, reason,
           (SELECT json_agg(json_build_object('hash', a.hash, 'raw', a.raw, 'max_fee', a.max_fee::text, 'max_tip', a.max_tip::text,
              'cancels', a.cancels, 'age', extract(epoch FROM now() - a.created_at)) ORDER BY a.created_at, a.max_fee)
            FROM relay.attempt AS a WHERE a.job_id = job.id) AS attempts
         FROM relay.job WHERE chain_id = $1 AND state IN ('accepted', 'sent', 'included') ORDER BY created_at, id`,
        [chainId],
      );
      return rows.map(({ request, gas, nonce, reserved, block, attempts, ...row }) => ({
        ...row,
        carried: carriedSchema.parse(request),
        gas: BigInt(gas),
        nonce: nonce === null ? null : Number(nonce),
        reserved: BigInt(reserved),
        block: block === null ? null : BigInt(block),
        attempts: (attempts ?? []).map(({ hash, raw, max_fee, max_tip, cancels, age }) => ({
          ...{ hash, raw, cancels, ageSeconds: age },
          fees: { maxFeePerGas: BigInt(max_fee), maxPriorityFeePerGas: BigInt(max_tip) },
        })),
      }));
    },

    /** Notes the first transaction of a job before it is sent. @returns Whether the job and the nonce were still free. */
    async assign(id: string, key: Address, nonce: number, signed: Signed): Promise<boolean> {
      try {
        return await inTransaction(async (client) => {
          const { rowCount } = await client.query(
            "UPDATE relay.job SET state = 'sent', key = $2, nonce = $3 WHERE id = $1 AND state = 'accepted'",
            [id, key, nonce],
          );
          if (rowCount) await noteAttempt(client, id, signed);
          return rowCount === 1;
        });
      } catch (error) {
        if ((error as { code?: string }).code === "23505") return false; // another relay has this nonce
        throw error;
      }
    },

    /**
     * Notes a replacement before it is sent, and sets aside what it costs more.
     * @param reason Why the act is being cancelled, null when it is done already; undefined when it goes on.
     * @returns False when the budgets do not hold it.
     */
    async replace(job: OpenJob, signed: Signed, cost: bigint, reason?: RelayJob["reason"]): Promise<boolean> {
      try {
        return await inTransaction(async (client) => {
          await client.query("SELECT pg_advisory_xact_lock($1)", [BUDGET_LOCK]);
          const { rows } = await client.query<{ org_id: string; today: boolean }>(
            `UPDATE relay.job SET reserved = greatest(reserved, $2), reason = $3 WHERE id = $1 AND state = 'sent'
             RETURNING org_id, day = ${TODAY} AS today`,
            [job.id, `${cost}`, reason ? JSON.stringify(reason) : null],
          );
          if (!rows[0]) return false;
          // What was set aside now includes this one; the day of an older job is over and its budget with it.
          if (cost > job.reserved && rows[0].today) await checkBudgets(client, job.carried, Number(rows[0].org_id), 0n, 0);
          await noteAttempt(client, job.id, signed);
          return true;
        });
      } catch (error) {
        if (error instanceof MusterError) return false;
        throw error;
      }
    },

    included: (id: string, tx: Hex, block: bigint, spent: bigint) =>
      pool.query(
        "UPDATE relay.job SET state = 'included', tx = $2, block = $3, spent = $4, reason = NULL WHERE id = $1 AND state = 'sent'",
        [...[id, tx], ...[`${block}`, `${spent}`]],
      ),

    /** @param reason Null when it is done. @param paid Null when nothing of ours was entered. */
    settle: (id: string, reason: RelayJob["reason"], paid: { tx: Hex; block: bigint; spent: bigint } | null) =>
      pool.query(
        `UPDATE relay.job SET state = CASE WHEN $2::jsonb IS NULL THEN 'done' ELSE 'refused' END, reason = $2, tx = $3, block = $4,
           spent = $5, settled_at = now() WHERE id = $1 AND state IN ('accepted', 'sent')`,
        [id, reason ? JSON.stringify(reason) : null, paid?.tx ?? null, paid ? `${paid.block}` : null, `${paid?.spent ?? 0n}`],
      ),

    final: (id: string) => pool.query("UPDATE relay.job SET state = 'done', settled_at = now() WHERE id = $1 AND state = 'included'", [id]),

    /** The block is gone: the transaction has to be entered once more. */
    reopen: (id: string) =>
      pool.query("UPDATE relay.job SET state = 'sent', tx = NULL, block = NULL, spent = NULL WHERE id = $1 AND state = 'included'", [id]),

    /** Another transaction of the key has taken the nonce for good: none of this job's can be entered any more. */
    letGo: (id: string) =>
      inTransaction(async (client) => {
        await client.query("DELETE FROM relay.attempt WHERE job_id = $1", [id]);
        await client.query("UPDATE relay.job SET state = 'accepted', key = NULL, nonce = NULL WHERE id = $1 AND state = 'sent'", [id]);
      }),
  };
}

async function noteAttempt(client: pg.PoolClient, id: string, { hash, raw, fees, cancels }: Signed): Promise<void> {
  await client.query("INSERT INTO relay.attempt (hash, job_id, raw, max_fee, max_tip, cancels) VALUES ($1, $2, $3, $4, $5, $6)", [
    ...[hash, id, raw],
    ...[`${fees.maxFeePerGas}`, `${fees.maxPriorityFeePerGas}`, cancels],
  ]);
}
