import { createHash, randomBytes } from "node:crypto";
import type pg from "pg";
import type { AbuseCount } from "../domain/abuse-counts.ts";
import { type DeviceClass, knownClasses } from "../domain/device-classes.ts";
import { MusterError } from "../domain/errors.ts";
import { type Asn, asNumber, type DeviceId, formatDeviceId, type ModelId, modelIdFromChain, type OrgId, orgId } from "../domain/ids.ts";
import { weekEnd, weekStart } from "../domain/week.ts";
import { rowOfCode } from "./abuse-tags.ts";

/** Reports of abuse and the keys with which operators hand them in. What is kept of a report is in `FixRow`, and nothing else. */
export type AbuseStore = {
  /** @returns The key, which is shown once and not kept. @throws MusterError `abuse-keys-full`. */
  createKey(org: OrgId): Promise<{ id: string; key: string }>;
  keys(org: OrgId): Promise<AbuseKey[]>;
  revokeKey(org: OrgId, id: string): Promise<void>;
  /** Whose key it is; null when it is none, or none any more. */
  holderOf(key: string): Promise<OrgId | null>;
  /** Keeps a report under the code of its link. The same again changes nothing. @returns Unix time at which the link ends. */
  keep(code: string, report: NewReport): Promise<{ isNew: boolean; until: number }>;
  /** What a link leads to; null when there is none, or it is over. */
  find(code: string): Promise<FixRow | null>;
  /** Notes that somebody has opened the link. */
  opened(code: string): Promise<void>;
  /**
   * Notes which device a report was about. The same again changes nothing.
   * @throws MusterError `abuse-link-over`, `abuse-device-tied`.
   */
  tie(code: string, device: { id: DeviceId; model: ModelId; tag: Buffer }): Promise<void>;
  /** What happened in a week in a network, by model, as it is. @param week As in week.ts. */
  weekOf(asn: Asn, week: number): Promise<AbuseCount[]>;
};

export type AbuseKey = { id: string /** Unix time. */; createdAt: number };

export type NewReport = {
  org: OrgId;
  asn: Asn;
  /** As of XARF 4. */
  category: string;
  type: string;
  classes: readonly DeviceClass[];
  recalls: readonly number[];
};

/** Days are Unix seconds at which they begin. */
export type FixRow = Omit<NewReport, "classes" | "recalls"> & {
  classes: DeviceClass[];
  recalls: number[];
  received: number;
  state: "open" | "opened" | "claimed" | "closed";
  model: ModelId | null;
  closed: number | null;
  until: number;
};

/** In force at a time; rotating needs two. */
export const MAX_KEYS = 10;
const KEY = /^muster-abuse-[A-Za-z0-9_-]{43}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const hashOf = (key: string): Buffer => createHash("sha256").update(key).digest();
const VALID = "expires_at > now()";

/** Of a name each, so that a connection plans it once. */
const KEEP = {
  name: "abuse_keep",
  text: `WITH kept AS (
      INSERT INTO abuse.report (id, org_id, asn, category, type, classes, recalls) VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (id) DO NOTHING RETURNING expires_at)
    SELECT true AS is_new, extract(epoch FROM expires_at)::float8 AS until FROM kept
    UNION ALL SELECT false, extract(epoch FROM expires_at)::float8 FROM abuse.report WHERE id = $1 LIMIT 1`,
};
const HOLDER = { name: "abuse_holder", text: "SELECT org_id FROM abuse.api_key WHERE hash = $1 AND revoked_at IS NULL" };

export function createAbuseStore(pool: pg.Pool): AbuseStore {
  return {
    async createKey(org) {
      const key = `muster-abuse-${randomBytes(32).toString("base64url")}`;
      const { rows } = await pool.query<{ id: string }>(
        `INSERT INTO abuse.api_key (org_id, hash) SELECT $1, $2
         WHERE (SELECT count(*) FROM abuse.api_key WHERE org_id = $1 AND revoked_at IS NULL) < $3 RETURNING id`,
        [org, hashOf(key), MAX_KEYS],
      );
      if (!rows[0]) throw new MusterError("abuse-keys-full", { orgId: org, most: MAX_KEYS });
      return { id: rows[0].id, key };
    },

    async keys(org) {
      const { rows } = await pool.query<{ id: string; at: number }>(
        `SELECT id, floor(extract(epoch FROM created_at))::float8 AS at FROM abuse.api_key
         WHERE org_id = $1 AND revoked_at IS NULL ORDER BY created_at`,
        [org],
      );
      return rows.map(({ id, at }) => ({ id, createdAt: at }));
    },

    async revokeKey(org, id) {
      if (!UUID.test(id)) return;
      await pool.query("UPDATE abuse.api_key SET revoked_at = now() WHERE org_id = $1 AND id = $2 AND revoked_at IS NULL", [org, id]);
    },

    async holderOf(key) {
      if (!KEY.test(key)) return null;
      const { rows } = await pool.query<{ org_id: string }>({ ...HOLDER, values: [hashOf(key)] });
      return rows[0] ? orgId(rows[0].org_id) : null;
    },

    async keep(code, { org, asn, category, type, classes, recalls }) {
      const values = [rowOfCode(code), org, asn, category, type, classes, recalls];
      const { rows } = await pool.query<{ is_new: boolean; until: number }>({ ...KEEP, values });
      // Of two that come at once, the second sees neither its own row nor, in the same statement, the other's.
      const [row] = rows.length > 0 ? rows : (await pool.query<{ is_new: boolean; until: number }>({ ...KEEP, values })).rows;
      return { isNew: row?.is_new ?? false, until: Math.floor(row?.until ?? 0) };
    },

    async find(code) {
      const { rows } = await pool.query<Row>(
        `SELECT org_id, asn, category, type, classes, recalls, state, model_id,
           extract(epoch FROM received)::float8 AS received, extract(epoch FROM closed)::float8 AS closed,
           floor(extract(epoch FROM expires_at))::float8 AS until
         FROM abuse.report WHERE id = $1 AND ${VALID}`,
        [rowOfCode(code)],
      );
      return rows[0] ? rowFrom(rows[0]) : null;
    },

    async opened(code) {
      await pool.query(`UPDATE abuse.report SET state = 'opened' WHERE id = $1 AND state = 'open' AND ${VALID}`, [rowOfCode(code)]);
    },

    async tie(code, { id, model, tag }) {
      const tied = new MusterError("abuse-device-tied", { deviceId: formatDeviceId(id) });
      const row = rowOfCode(code);
      const { rowCount } = await pool
        .query(
          `UPDATE abuse.report SET state = 'claimed', model_id = $2, tag = $3, claimed = (now() AT TIME ZONE 'UTC')::date
           WHERE id = $1 AND state IN ('open', 'opened') AND ${VALID}`,
          [row, model, tag],
        )
        .catch((cause: { code?: string }) => {
          throw cause.code === "23505" ? tied : cause;
        });
      if (rowCount === 1) return;
      const { rows } = await pool.query<{ tag: Buffer | null }>(`SELECT tag FROM abuse.report WHERE id = $1 AND ${VALID}`, [row]);
      if (!rows[0]) throw new MusterError("abuse-link-over");
      if (!rows[0].tag?.equals(tag)) throw tied;
    },

    async weekOf(asn, week) {
      const { rows } = await pool.query<{ model_id: string | null; reported: number; claimed: number; remedied: number }>(
        `SELECT model_id, count(*) FILTER (WHERE received BETWEEN $2 AND $3)::int AS reported,
           count(*) FILTER (WHERE claimed BETWEEN $2 AND $3)::int AS claimed, count(*) FILTER (WHERE closed BETWEEN $2 AND $3)::int AS remedied
         FROM abuse.report
         WHERE asn = $1 AND (received BETWEEN $2 AND $3 OR claimed BETWEEN $2 AND $3 OR closed BETWEEN $2 AND $3) GROUP BY 1`,
        [asn, dayOf(weekStart(week)), dayOf(weekEnd(week) - 86_400)],
      );
      return rows.map(({ model_id, ...counts }) => ({ modelId: modelOf(model_id), ...counts }));
    },
  };
}

/** Of UTC, as `2026-11-23`. */
const dayOf = (time: number): string => new Date(time * 1000).toISOString().slice(0, 10);

const modelOf = (id: string | null): ModelId | null => (id === null ? null : modelIdFromChain(BigInt(id)));

type Row = Omit<FixRow, "org" | "asn" | "model" | "recalls"> & { org_id: string; asn: string; model_id: string | null; recalls: string[] };

function rowFrom({ org_id, asn, model_id, recalls, classes, ...rest }: Row): FixRow {
  return {
    ...rest,
    org: orgId(org_id),
    asn: asNumber(asn),
    classes: knownClasses(classes),
    recalls: recalls.map(Number),
    model: modelOf(model_id),
  };
}
