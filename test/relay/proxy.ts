import { createServer } from "node:http";
import { anyPort } from "../../scripts/services/ports.ts";

/** Between the relay and the chain: what happens to a transaction that is sent. */
type Manner =
  | "pass"
  /** It never reaches the chain, and no answer comes. */
  | "swallow"
  /** It reaches the chain, and no answer comes. */
  | "silence";

/** A way to the chain that can fail just when a transaction is sent. */
export async function startProxy(rpcUrl: string) {
  const port = await anyPort();
  const proxy = { url: `http://127.0.0.1:${port}`, manner: "pass" as Manner, sent: 0, close: () => server.closeAllConnections() };
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const isSending = body.includes("eth_sendRawTransaction");
    const { manner } = proxy;
    if (isSending) proxy.sent++;
    if (isSending && manner === "swallow") return;
    const answer = await fetch(rpcUrl, { method: "POST", headers: { "content-type": "application/json" }, body });
    if (isSending && manner === "silence") return;
    response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
  });
  await new Promise<void>((listening) => server.listen(port, "127.0.0.1", listening));
  const { close } = proxy;
  proxy.close = () => {
    close();
    server.close();
  };
  return proxy;
}
