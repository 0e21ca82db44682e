import { createServer } from "node:http";
import { type Listening, listen, type Place } from "../lib/service/listen.ts";
import { type Figure, figure, METRICS_TYPE, metricsText } from "../lib/service/metrics.ts";
import { isLooking, type Status } from "./status.ts";
import { STATUS_POLICY, statusPage } from "./status-page.ts";

const figuresOf = ({ lastLook, hold, counts, oldestDueSeconds, recallWebhooks }: Status): Figure[] => [
  {
    name: "muster_obligations",
    help: "Notices owed to owners and to subscribers of models, by channel and state.",
    values: counts.map(({ channel, state, to, count }) => ({ labels: { channel, state, to }, value: count })),
  },
  figure(
    "muster_oldest_due_seconds",
    "For how long the oldest notice that is still due has been owed; 0 when none is.",
    oldestDueSeconds ?? 0,
  ),
  {
    name: "muster_recall_webhooks",
    help: "Webhooks that hear of every recall, those among them that take nothing at the moment, and those that are gone.",
    values: Object.entries(recallWebhooks).map(([state, value]) => ({ labels: { state }, value })),
  },
  figure("muster_notifier_finalized_block", "Newest finalized block that was looked at.", lastLook.finalizedBlock ?? 0),
  figure("muster_notifier_last_look_timestamp_seconds", "When it last looked for what is owed.", (lastLook.at ?? 0) / 1000),
  figure("muster_notifier_hold", "Whether nothing is sent since a restore.", hold === null ? 0 : 1),
  figure("muster_notifier_ready", "Whether the last look succeeded.", isLooking(lastLook) ? 1 : 0),
];

type Source = {
  lastLook(): Status["lastLook"];
  status(): Promise<Status>;
};

/** A page for operators, and for machines `/health` (it runs), `/ready` (it looks for what is owed), `/status` and `/metrics`. */
export function serveStatus({ lastLook, status }: Source, place: Place): Promise<Listening> {
  const server = createServer(async ({ url }, response) => {
    const send = (code: number, type: string, body: string): void => {
      const headers = {
        "content-type": type,
        "cache-control": "no-store",
        "content-security-policy": STATUS_POLICY,
        "x-content-type-options": "nosniff",
      };
      response.writeHead(code, headers).end(body);
    };
    const json = (value: unknown, code = 200): void => send(code, "application/json", JSON.stringify(value, null, 2));
    try {
      if (url === "/") return send(200, "text/html; charset=utf-8", statusPage(await status(), new Date()));
      if (url === "/health") return json({ healthy: true });
      if (url === "/ready") {
        const ready = isLooking(lastLook());
        return json({ ready, ...lastLook() }, ready ? 200 : 503);
      }
      if (url === "/status") return json(await status());
      if (url === "/metrics") return send(200, METRICS_TYPE, await metricsText(figuresOf(await status())));
      json({ problem: "There are /, /health, /ready, /status and /metrics." }, 404);
    } catch {
      json({ ready: false, problem: "The database does not answer." }, 503);
    }
  });
  return listen(server, place);
}
