import type pg from "pg";
import type { Address, Hex } from "viem";
import type { EndpointKind } from "../domain/endpoint.ts";
import { createBox, type Details } from "./endpoint-box.ts";

/** `fence` stands for what was read: word of an endpoint that its owner changed since does not count. */
type Held = { id: string; fence: Buffer };
export type OpenEndpoint<Kind extends EndpointKind> = Held & { kind: Kind; details: Details[Kind] };
export type AnyEndpoint = OpenEndpoint<"push"> | OpenEndpoint<"webhook">;

/** The notifier's side of owners' endpoints: what to send to, and what came of it. */
export type EndpointSends = {
  /** Those that count. */
  of<Kind extends EndpointKind>(owner: Address, kind: Kind): Promise<OpenEndpoint<Kind>[]>;
  /** Takes up a test that an owner asked for; no other notifier gets it for half a minute. */
  takeTest(): Promise<AnyEndpoint | null>;
  /** A test got through: from now on the endpoint counts. */
  passed(held: Held): Promise<void>;
  failed(held: Held, problem: string): Promise<void>;
  /** Something got through. */
  reached(held: Held): Promise<void>;
  /** A message did not get through; the endpoint goes on to count. @param problem Without the address. */
  missed(held: Held, problem: string): Promise<void>;
  /** The endpoint said that it is gone. */
  retire(held: Held, problem: string): Promise<void>;
};

/** Between two tests of one endpoint: whoever presses a button can make us send no faster. */
const TEST_PAUSE = "interval '5 seconds'";

type Row = { id: string; address: string; kind: EndpointKind; wrapped_key: Buffer; sealed: Buffer };

export function createEndpointSends(pool: pg.Pool, masterKey: Hex): EndpointSends {
  const box = createBox(masterKey);
  const set = async ({ id, fence }: Held, changes: string, values: unknown[] = []): Promise<void> => {
    await pool.query(`UPDATE contacts.endpoint SET ${changes} WHERE id = $1 AND sealed = $2`, [id, fence, ...values]);
  };
  const open = <Kind extends EndpointKind>({ id, address, ...row }: Row, kind: Kind): OpenEndpoint<Kind> => ({
    id,
    kind,
    fence: row.sealed,
    details: box.open(address, kind, row),
  });

  return {
    async of(owner, kind) {
      const { rows } = await pool.query<Row>(
        `SELECT id, address, kind, wrapped_key, sealed FROM contacts.endpoint
         WHERE address = $1 AND kind = $2 AND state = 'on' ORDER BY created_at`,
        [owner.toLowerCase(), kind],
      );
      return rows.map((row) => open(row, kind));
    },

    async takeTest() {
      const { rows } = await pool.query<Row>(
        `UPDATE contacts.endpoint SET test_taken_at = now() WHERE id = (
           SELECT id FROM contacts.endpoint
           WHERE test_wanted_at IS NOT NULL AND state <> 'retired' AND (tested_at IS NULL OR tested_at < now() - ${TEST_PAUSE})
             AND (test_taken_at IS NULL OR test_taken_at < now() - interval '30 seconds')
           ORDER BY test_wanted_at LIMIT 1 FOR UPDATE SKIP LOCKED
         ) RETURNING id, address, kind, wrapped_key, sealed`,
      );
      const [row] = rows;
      if (!row) return null;
      return row.kind === "push" ? open(row, row.kind) : open(row, row.kind);
    },

    passed: (held) => set(held, `${ENDED}, state = 'on', ${WELL}`),
    failed: (held, problem) => set(held, `${ENDED}, ${ILL}`, [problem]),
    async reached({ id, fence }) {
      await pool.query(`UPDATE contacts.endpoint SET ${WELL} WHERE id = $1 AND sealed = $2 AND problem IS NOT NULL`, [id, fence]);
    },
    missed: (held, problem) => set(held, ILL, [problem]),
    retire: (held, problem) => set(held, `${ENDED}, state = 'retired', ${ILL}`, [problem]),
  };
}

const ENDED = "test_wanted_at = NULL, test_taken_at = NULL, tested_at = now()";
const WELL = "problem = NULL, problem_at = NULL";
const ILL = "problem = $3, problem_at = now()";
