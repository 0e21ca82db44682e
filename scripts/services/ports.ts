import { createServer } from "node:net";

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });

/** The wished port of this machine, or the next free one above it. */
export async function freePort(wished: number): Promise<number> {
  for (let port = wished; port < wished + 100; port++) if (await isFree(port)) return port;
  throw new Error(`Ports ${wished} to ${wished + 99} are all in use. Stop a program that uses one of them and try again.`);
}

/** Any free port, for tests. */
export const anyPort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
