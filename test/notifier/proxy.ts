import { connect, createServer, type Socket } from "node:net";

/** What happens to the next words from the client to the database; afterwards all is well again. */
export type DatabaseFault =
  /** The connection is cut before they arrive. */
  | "cut before"
  /** They arrive, and the connection is cut before the answer does. */
  | "cut after"
  /** They arrive, and the database's side ends in order without an answer. */
  | "half-close"
  /** The answer is late. */
  | "delay";

export type DatabaseProxy = { url: string; next: DatabaseFault | null; close(): void };

const LATE_MS = 400;

/** A wire to the database that can be cut. */
export function startProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const proxy: DatabaseProxy = { url: "", next: null, close: () => undefined };
  const server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname);
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
    }
    let fault: DatabaseFault | null = null;
    client.on("data", (words) => {
      if (proxy.next) [fault, proxy.next] = [proxy.next, null];
      if (fault === "cut before") {
        client.resetAndDestroy();
        database.destroy();
      } else database.write(words);
    });
    database.on("data", (words) => {
      if (fault === "cut after") client.resetAndDestroy();
      else if (fault === "half-close") client.end();
      else if (fault === "delay") setTimeout(() => client.write(words), LATE_MS);
      else client.write(words);
    });
    client.on("close", () => database.end());
    database.on("close", () => client.end());
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const url = new URL(databaseUrl);
      url.port = `${(server.address() as { port: number }).port}`;
      proxy.url = url.href;
      proxy.close = () => {
        for (const socket of sockets) socket.destroy();
        server.close();
      };
      resolve(proxy);
    });
  });
}
