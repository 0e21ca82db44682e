import type { IncomingMessage, ServerResponse } from "node:http";
import PostalMime from "postal-mime";
import { escapeHtml } from "../../lib/domain/mail.ts";
import type { Accepted, MailFolder } from "./folder.ts";

/** Pages over the mails. Mails hold text of unknown origin: it is shown as text, and nothing on the page can run or load. */
const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};

const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#16202b, #e6ebf0); --soft: light-dark(#5b6875, #9aa7b4);
  --line: light-dark(#d9dfe5, #2d3742); --ground: light-dark(#f6f8fa, #11161c); --card: light-dark(#fff, #181f27); --link: light-dark(#0b57a4, #7db8f0); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
header, main { max-width: 46rem; margin: 0 auto; padding: 1rem; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; justify-content: space-between; }
h1 { font-size: 1.25rem; margin: 0; overflow-wrap: anywhere; }
p.note, dt, time, .to { color: var(--soft); font-size: .875rem; }
p.note { margin: 0; }
a { color: var(--link); }
a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
ol { list-style: none; margin: 0; padding: 0; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
li + li { border-top: 1px solid var(--line); }
li a { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; padding: .75rem 1rem; color: inherit; text-decoration: none; }
li a:hover .subject { text-decoration: underline; }
.to { overflow-wrap: anywhere; }
.subject { flex-basis: 100%; font-weight: 600; overflow-wrap: anywhere; }
time { font-variant-numeric: tabular-nums; white-space: nowrap; }
article { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: .75rem 0 0; font-size: .875rem; }
dd { margin: 0; overflow-wrap: anywhere; }
pre { margin: 1rem 0 0; padding-top: 1rem; border-top: 1px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
`;

const page = (title: string, refresh: boolean, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${refresh ? '<meta http-equiv="refresh" content="5">\n' : ""}<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
${body}
</body>
</html>
`;

const stamp = (at: string): string => `<time datetime="${at}">${at.slice(0, 10)} ${at.slice(11, 19)} UTC</time>`;

function listPage(mails: Accepted[]): string {
  const count = mails.length === 1 ? "1 mail" : `${mails.length} mails`;
  const items = mails
    .toReversed()
    .map(
      ({ number, at, to, subject }) =>
        `<li><a href="/mails/${number}"><span class="to">${escapeHtml(to.join(", "))}</span>${stamp(at)}<span class="subject">${escapeHtml(subject || "(no subject)")}</span></a></li>`,
    );
  const list =
    items.length > 0
      ? `<ol>\n${items.join("\n")}\n</ol>`
      : "<p>No mail yet. Open a recall that reaches an owner who left an address; the mail appears here within seconds.</p>";
  return page(
    `Mails (${mails.length})`,
    true,
    `<header><h1>Mails of the demonstration</h1><p class="note">${count}. Nothing leaves this machine. The list renews itself every 5 seconds.</p></header>
<main>${list}</main>`,
  );
}

/** The links of the text can be followed; only those to web addresses, and to nothing that the text merely says. */
const linked = (text: string): string =>
  escapeHtml(text).replace(/\bhttps?:\/\/(?:&amp;|[^\s<>&])+/g, (url) => `<a href="${url}" rel="noreferrer">${url}</a>`);

async function mailPage(mail: Accepted, raw: Uint8Array): Promise<string> {
  const { text, from } = await PostalMime.parse(raw);
  return page(
    mail.subject,
    false,
    `<header><p class="note"><a href="/">All mails</a></p></header>
<main><article>
<h1>${escapeHtml(mail.subject || "(no subject)")}</h1>
<dl><dt>From</dt><dd>${escapeHtml([from?.name, `<${mail.from}>`].filter(Boolean).join(" "))}</dd><dt>To</dt><dd>${escapeHtml(mail.to.join(", "))}</dd><dt>At</dt><dd>${stamp(mail.at)}</dd><dt>Message id</dt><dd>${escapeHtml(mail.messageId)}</dd></dl>
<pre>${linked(text ?? "")}</pre>
</article></main>`,
  );
}

/** `/` lists the mails, `/mails/<number>` shows one, `/log` is the log as JSON. */
export async function handlePages(folder: MailFolder, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url?.split("?")[0] ?? "/";
  if (path === "/") return void response.writeHead(200, HEADERS).end(listPage(folder.list()));
  if (path === "/style.css") return void response.writeHead(200, { ...HEADERS, "content-type": "text/css" }).end(STYLE);
  if (path === "/log")
    return void response.writeHead(200, { ...HEADERS, "content-type": "application/json" }).end(JSON.stringify(folder.list()));
  const number = Number(/^\/mails\/([1-9]\d{0,9})$/.exec(path)?.[1]);
  const mail = folder.list()[number - 1];
  const raw = mail && folder.raw(number);
  if (!mail || !raw)
    return void response
      .writeHead(404, HEADERS)
      .end(page("Not found", false, '<main><p>There is no such mail. <a href="/">All mails</a></p></main>'));
  response.writeHead(200, HEADERS).end(await mailPage(mail, raw));
}
