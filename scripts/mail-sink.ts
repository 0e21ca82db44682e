// A mail server that delivers nothing: it keeps each mail in a folder and shows it in the browser. For the demonstration
// and for tests: `node scripts/mail-sink.ts --dir <folder> --smtp-port <port> --http-port <port>`. Port 0 is any
// free one.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo, Server } from "node:net";
import { parseArgs } from "node:util";
import { openMailFolder } from "./mail-sink/folder.ts";
import { handlePages } from "./mail-sink/pages.ts";
import { createSmtp } from "./mail-sink/smtp.ts";

const { values } = parseArgs({
  options: { dir: { type: "string" }, "smtp-port": { type: "string" }, "http-port": { type: "string" } },
});
const { dir, "smtp-port": smtpPort, "http-port": httpPort } = values;
if (!dir || !smtpPort || !httpPort) {
  console.error("mail sink: --dir, --smtp-port and --http-port are needed.");
  process.exit(1);
}

const folder = openMailFolder(dir);
const smtp = createSmtp(folder);
const pages = createServer((request, response) => handlePages(folder, request, response));
const portOf = async (server: Server): Promise<number> => {
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
};
const smtpAt = await portOf(smtp.listen(Number(smtpPort), "127.0.0.1"));
const pagesAt = await portOf(pages.listen(Number(httpPort), "127.0.0.1"));
console.log(`mail sink: takes mail on smtp://127.0.0.1:${smtpAt} and shows it on http://127.0.0.1:${pagesAt}`);

const end = (): void => {
  pages.closeAllConnections();
  pages.close();
  smtp.close(() => process.exit(0));
};
process.on("SIGINT", end);
process.on("SIGTERM", end);
