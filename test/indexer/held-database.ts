import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to a database on which a statement with certain words in it is held up, and all behind it, until released. */
export async function heldDatabase(url: string, words: string) {
  const target = new URL(url);
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname);
    for (const socket of [client, database]) {
      sockets.add(socket);
      // Either side may end at any moment, as connections do.
      socket.on("error", () => undefined);
    }
    client.on("close", () => database.destroy());
    database.on("close", () => client.destroy());
    let before: Promise<unknown> = Promise.resolve();
    client.on("data", (chunk) => {
      before = before.then(() => (chunk.includes(words) ? released : undefined)).then(() => database.write(chunk));
    });
    database.on("data", (chunk) => client.write(chunk));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const held = new URL(url);
  [held.hostname, held.port] = ["127.0.0.1", `${(server.address() as AddressInfo).port}`];
  return {
    url: held.href,
    release,
    async close(): Promise<void> {
      release();
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
