import { createServer, type Server } from "node:http";
import type pg from "pg";
import { deviceIdFromChain, formatDeviceId } from "../lib/domain/ids.ts";

/** For operators: how the ledger stands, and what ended badly. Holds no address and no owner. */
export type Status = {
  lastLook: {
    /** Unix milliseconds; null before the first. */
    at: number | null;
    finalizedBlock: number | null;
    /** Why the last look failed, null when it did not. */
    problem: string | null;
    /** How long the last look took that did not fail. */
    tookMs: number | null;
  };
  /** Rows by channel and state. */
  counts: { channel: string; state: string; count: number }[];
  /** Seconds for which the oldest notice that is still due has been owed; null when none is. */
  oldestDueSeconds: number | null;
  /** Notices that went out in the last hour, by channel. */
  sentLastHour: { channel: string; count: number }[];
  /** The newest that failed for good, and due ones that were tried in vain. */
  failures: { recallId: number; unit: string; channel: string; state: string; attempts: number; reason: string | null }[];
};

type FailureRow = { recall_id: string; device_id: string; channel: string; state: string; attempts: number; last_error: string | null };

export async function readStatus(pool: pg.Pool, lastLook: Status["lastLook"]): Promise<Status> {
  const counts = await pool.query<Status["counts"][number]>(
    "SELECT channel, state, count(*)::int AS count FROM ledger.obligation GROUP BY channel, state ORDER BY channel, state",
  );
  const oldest = await pool.query<{ seconds: number | null }>(
    "SELECT extract(epoch FROM now() - min(created_at))::int AS seconds FROM ledger.obligation WHERE state = 'due'",
  );
  const sent = await pool.query<Status["sentLastHour"][number]>(
    `SELECT channel, count(*)::int AS count FROM ledger.obligation
     WHERE state = 'sent' AND settled_at > now() - interval '1 hour' GROUP BY channel ORDER BY channel`,
  );
  const failures = await pool.query<FailureRow>(
    `SELECT recall_id, device_id, channel, state, attempts, last_error FROM ledger.obligation
     WHERE state = 'failed' OR (state = 'due' AND last_error IS NOT NULL)
     ORDER BY state DESC, coalesce(settled_at, created_at) DESC LIMIT 100`,
  );
  return {
    lastLook: { ...lastLook },
    counts: counts.rows,
    oldestDueSeconds: oldest.rows[0]?.seconds ?? null,
    sentLastHour: sent.rows,
    failures: failures.rows.map(({ recall_id, device_id, channel, state, attempts, last_error }) => ({
      recallId: Number(recall_id),
      unit: formatDeviceId(deviceIdFromChain(BigInt(device_id))),
      channel,
      state,
      attempts,
      reason: last_error,
    })),
  };
}

/** Prometheus text format. */
function metrics({ lastLook, counts, oldestDueSeconds }: Status): string {
  return [
    "# HELP muster_obligations Notices owed to owners, by channel and state.",
    "# TYPE muster_obligations gauge",
    ...counts.map(({ channel, state, count }) => `muster_obligations{channel="${channel}",state="${state}"} ${count}`),
    "# HELP muster_oldest_due_seconds For how long the oldest notice that is still due has been owed; 0 when none is.",
    "# TYPE muster_oldest_due_seconds gauge",
    `muster_oldest_due_seconds ${oldestDueSeconds ?? 0}`,
    "# HELP muster_notifier_finalized_block Newest finalized block that was looked at.",
    "# TYPE muster_notifier_finalized_block gauge",
    `muster_notifier_finalized_block ${lastLook.finalizedBlock ?? 0}`,
    "# HELP muster_notifier_last_look_timestamp_seconds When it last looked for what is owed.",
    "# TYPE muster_notifier_last_look_timestamp_seconds gauge",
    `muster_notifier_last_look_timestamp_seconds ${(lastLook.at ?? 0) / 1000}`,
    "# HELP muster_notifier_healthy Whether the last look succeeded.",
    "# TYPE muster_notifier_healthy gauge",
    `muster_notifier_healthy ${isHealthy(lastLook) ? 1 : 0}`,
    "",
  ].join("\n");
}

const isHealthy = ({ at, problem }: Status["lastLook"]): boolean => at !== null && problem === null && Date.now() - at < 60_000;

/** `/health`, `/status` and `/metrics`, on this machine only. */
export function serveStatus(port: number, status: () => Promise<Status>): Promise<Server> {
  const server = createServer(async (request, response) => {
    const send = (code: number, type: string, body: string): void => {
      response.writeHead(code, { "content-type": type, "cache-control": "no-store" }).end(body);
    };
    try {
      const current = await status();
      if (request.url === "/health") {
        const healthy = isHealthy(current.lastLook);
        return send(healthy ? 200 : 503, "application/json", JSON.stringify({ healthy, ...current.lastLook }));
      }
      if (request.url === "/status") return send(200, "application/json", JSON.stringify(current, null, 2));
      if (request.url === "/metrics") return send(200, "text/plain; version=0.0.4", metrics(current));
      send(404, "application/json", JSON.stringify({ problem: "There are /health, /status and /metrics." }));
    } catch {
      send(503, "application/json", JSON.stringify({ healthy: false, problem: "The database does not answer." }));
    }
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}
