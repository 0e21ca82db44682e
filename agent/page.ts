import { createServer, type Server } from "node:http";
import { isRecoveryAnswer } from "../lib/domain/device-recovery.ts";
import { MusterError } from "../lib/domain/errors.ts";
import { escapeHtml } from "../lib/domain/mail.ts";

/** A challenge has some 200 characters; more is not read. */
const MAX_FORM = 4_096;

const page = (content: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Answer the register</title></head>
<body style="font-family:sans-serif;line-height:1.5;max-width:40rem;margin:0 auto;padding:1rem">
<h1>Answer the register</h1>
${content}
<form method="post"><p><label for="challenge">Challenge from the register</label><br>
<textarea id="challenge" name="challenge" rows="5" style="width:100%;font-family:monospace" required></textarea></p>
<p><button>Answer</button></p></form>
</body></html>
`;

const describe = (error: unknown): string =>
  error instanceof MusterError ? `${error.message} ${error.why} ${error.remedy}` : "The device could not measure or sign. See its log.";

/**
 * The page among a unit's own settings on which its owner lets it answer. It changes nothing and needs no sign-in: an answer is worth
 * nothing for another unit, and says no more than what the register shows to everyone; to name a new owner the unit's button has to be
 * held.
 * @param answer `answerChallenge` of this unit.
 * @param registerUrl Where the answer is taken, without a slash at the end.
 */
export function agentPage(answer: (challenge: string) => Promise<string>, registerUrl: string): Server {
  return createServer(async (request, response) => {
    const send = (status: number, content: string): void => {
      const headers = {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
        "cache-control": "no-store",
      };
      response.writeHead(status, headers).end(page(content));
    };
    if (request.method === "GET")
      return send(
        200,
        "<p>Your register gives you a challenge. The answer proves which version this device runs, or, while its button is held, names its new owner.</p>",
      );
    if (request.method !== "POST") return send(405, "<p>There is a form, and nothing else.</p>");
    let body = "";
    for await (const piece of request) {
      body += piece;
      if (body.length > MAX_FORM) return send(413, "<p>That is too long for a challenge.</p>");
    }
    try {
      const text = await answer(new URLSearchParams(body).get("challenge") ?? "");
      const link = escapeHtml(`${registerUrl}/${isRecoveryAnswer(text) ? "recover" : "prove"}#${text}`);
      send(
        200,
        `<p><a href="${link}">Send the answer to the register</a>, or copy it:</p>\n<pre style="white-space:pre-wrap;word-break:break-all">${escapeHtml(text)}</pre>`,
      );
    } catch (error) {
      send(error instanceof MusterError ? 400 : 500, `<p role="alert">${escapeHtml(describe(error))}</p>`);
    }
  });
}
