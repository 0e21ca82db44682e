import { createHash } from "node:crypto";
import { escapeHtml } from "../lib/domain/mail.ts";
import { isLooking, type Status } from "./status.ts";

const LOOK = `
:root { color-scheme: light dark; --line: light-dark(#d5d8d3, #36414a); --soft: light-dark(#5a646c, #a3adb5); --good: light-dark(#14683f, #6fd3a0); --bad: light-dark(#a3201f, #ff9c94) }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; background: light-dark(#fff, #141b21); color: light-dark(#16212b, #e8edf0) }
h1 { font-size: 1.5rem; margin: 0 } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem }
.state { font-weight: 600 } .good { color: var(--good) } .bad { color: var(--bad) } .soft { color: var(--soft) }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 1rem; margin: 1.5rem 0 0 }
dt { color: var(--soft); font-size: .875rem } dd { margin: 0; font-size: 1.25rem; font-variant-numeric: tabular-nums }
.scroll { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th, td { text-align: left; padding: .375rem .75rem .375rem 0; border-bottom: 1px solid var(--line); vertical-align: top } th { color: var(--soft); font-weight: 500 } .number { text-align: right } td.number, th.number { padding-right: 1.5rem } td:last-child:not(.number) { min-width: 12rem }
`;

/** Puts the newest figures in place every five seconds, unless somebody is reading in a table; without scripts the page stays as it came. */
const RENEW = `
setInterval(async () => {
  if (document.hidden || document.querySelector("main :focus")) return;
  const answer = await fetch("/").catch(() => undefined);
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : undefined;
  document.title = page?.title ?? "Notifier: does not answer";
  document.querySelector("main").replaceChildren(...(page ? page.querySelector("main").childNodes : ["The notifier does not answer."]));
}, 5000);
`;

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
/** Nothing but what stands in the page itself. */
export const STATUS_POLICY = `default-src 'none'; style-src ${hashOf(LOOK)}; script-src ${hashOf(RENEW)}; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'`;

const number = (count: number): string => count.toLocaleString("en-US");

/** `3 h 20 min`: the two largest units, which is what an operator decides by. */
function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`;
  return `${Math.floor(seconds / 86_400)} d ${Math.floor((seconds % 86_400) / 3_600)} h`;
}

type Cell = string | number;

function table(caption: string, heads: string[], rows: Cell[][], empty: string): string {
  const cell = (tag: string, content: Cell, scope = ""): string =>
    typeof content === "number"
      ? `<${tag} class="number"${scope}>${number(content)}</${tag}>`
      : `<${tag}${scope}>${escapeHtml(content)}</${tag}>`;
  const heading = `<h2>${caption}</h2>`;
  if (rows.length === 0) return `${heading}<p class="soft">${empty}</p>`;
  const isNumber = (at: number): boolean => typeof rows[0]?.[at] === "number";
  const head = heads.map((name, at) => `<th scope="col"${isNumber(at) ? ' class="number"' : ""}>${name}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map((content) => cell("td", content)).join("")}</tr>`).join("");
  return `${heading}<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

const fact = (term: string, value: string, isBad = false): string =>
  `<div><dt>${term}</dt><dd${isBad ? ' class="bad"' : ""}>${escapeHtml(value)}</dd></div>`;

/** Longer than any notice waits while all goes well. */
const LATE_SECONDS = 300;

/** How the notifier stands, for its operator's eyes; renews itself. */
export function statusPage(
  { lastLook, hold, counts, oldestDueSeconds, sentLastHour, recallWebhooks, queue, failures }: Status,
  now: Date,
): string {
  const healthy = isLooking(lastLook) && hold === null;
  const standing = hold === null ? "Not looking for what is owed" : "Sending nothing";
  const why = hold === null ? lastLook.problem : `${hold}, and not released since`;
  const looked = lastLook.at === null ? "never" : `${duration(Math.round((now.getTime() - lastLook.at) / 1_000))} ago`;
  const due = counts.filter(({ state }) => state === "due").reduce((sum, { count }) => sum + count, 0);
  const perMinute = sentLastHour.reduce((sum, { lastMinute }) => sum + lastMinute, 0);
  const waiting = queue.filter(({ state }) => ["created", "retry", "active"].includes(state)).reduce((sum, { count }) => sum + count, 0);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${healthy ? "Notifier: working" : "Notifier: needs you"}</title><style>${LOOK}</style></head><body><main>
<h1>Notifier</h1>
<p><span class="state ${healthy ? "good" : "bad"}">${healthy ? "✓ Working" : `✕ ${standing}`}</span>${why ? `: ${escapeHtml(why)}` : ""}</p>
<dl>
${fact("Last look", looked, !healthy)}
${fact("Finalized block", lastLook.finalizedBlock === null ? "unknown" : number(lastLook.finalizedBlock))}
${fact("Due now", number(due))}
${fact("Oldest that is due", oldestDueSeconds === null ? "none" : duration(oldestDueSeconds), (oldestDueSeconds ?? 0) > LATE_SECONDS)}
${fact("In the queue", number(waiting))}
${fact("Sent in a minute", number(perMinute))}
${fact("Webhooks of recalls", recallWebhooks.failing > 0 ? `${number(recallWebhooks.all)}, ${number(recallWebhooks.failing)} failing` : number(recallWebhooks.all), recallWebhooks.failing > 0)}
</dl>
${table(
  "Notices, by channel and state",
  ["Channel", "State", "Owed to", "Notices"],
  counts.map(({ channel, state, to, count }) => [channel, state, to === "owner" ? "owners" : "subscribers of a model", count]),
  "Nothing was owed yet.",
)}
${table(
  "Sent lately",
  ["Channel", "Last hour", "Last minute"],
  sentLastHour.map(({ channel, count, lastMinute }) => [channel, count, lastMinute]),
  "Nothing went out in the last hour.",
)}
${table(
  "Jobs, by state",
  ["State", "Jobs"],
  queue.map(({ state, count }) => [state, count]),
  "The queue is empty.",
)}
${table(
  "Failed for good, or tried in vain (newest 100)",
  ["Recall", "Unit or model", "Channel", "State", "Attempts", "Reason"],
  failures.map(({ recallId, unit, model, channel, state, attempts, reason }) => [
    `${recallId}`,
    unit ?? `model ${model}`,
    channel,
    state,
    attempts,
    reason ?? "",
  ]),
  "None.",
)}
<p class="soft">The same as data: <a href="/status">/status</a>, <a href="/metrics">/metrics</a> (Prometheus), <a href="/ready">/ready</a> (503 when it has not looked for a minute).</p>
</main><script>${RENEW}</script></body></html>
`;
}
