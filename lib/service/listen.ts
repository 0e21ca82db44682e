import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Where a program listens: its settings `MUSTER_…_PORT` (0 for any free one) and `MUSTER_LISTEN`. */
export type Place = { port: number; host: string };

export type Listening = {
  /** Without a slash at its end. */
  url: string;
  close(): void;
};

/** @throws Error where the port is in use or not allowed. */
export function listen(server: Server, { port, host }: Place): Promise<Listening> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const { address, port: taken, family } = server.address() as AddressInfo;
      const url = `http://${family === "IPv6" ? `[${address}]` : address}:${taken}`;
      resolve({ url, close: () => void server.close() });
    });
  });
}
