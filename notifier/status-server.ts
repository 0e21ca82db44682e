import { createServer, type Server } from "node:http";
import { isHealthy, type Status } from "./status.ts";
import { STATUS_POLICY, statusPage } from "./status-page.ts";

/** Prometheus text format. */
function metrics({ lastLook, counts, oldestDueSeconds }: Status): string {
  return [
    "# HELP muster_obligations Notices owed to owners and to subscribers of models, by channel and state.",
    "# TYPE muster_obligations gauge",
    ...counts.map(({ channel, state, to, count }) => `muster_obligations{channel="${channel}",state="${state}",to="${to}"} ${count}`),
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

/** A page for operators, `/health`, `/status` and `/metrics`, on this machine only. */
export function serveStatus(port: number, status: () => Promise<Status>): Promise<Server> {
  const server = createServer(async (request, response) => {
    const send = (code: number, type: string, body: string): void => {
      const headers = {
        "content-type": type,
        "cache-control": "no-store",
        "content-security-policy": STATUS_POLICY,
        "x-content-type-options": "nosniff",
      };
      response.writeHead(code, headers).end(body);
    };
    try {
      const current = await status();
      if (request.url === "/") return send(200, "text/html; charset=utf-8", statusPage(current, new Date()));
      if (request.url === "/health") {
        const healthy = isHealthy(current.lastLook);
        return send(healthy ? 200 : 503, "application/json", JSON.stringify({ healthy, ...current.lastLook }));
      }
      if (request.url === "/status") return send(200, "application/json", JSON.stringify(current, null, 2));
      if (request.url === "/metrics") return send(200, "text/plain; version=0.0.4", metrics(current));
      send(404, "application/json", JSON.stringify({ problem: "There are /, /health, /status and /metrics." }));
    } catch {
      send(503, "application/json", JSON.stringify({ healthy: false, problem: "The database does not answer." }));
    }
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}
