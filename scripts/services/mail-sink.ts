import { fileURLToPath } from "node:url";
import { type Service, startProcess, waitFor } from "./process.ts";

export type MailSink = Service & {
  /** Where mails are read. */
  readonly url: string;
  readonly smtpUrl: string;
};

type Options = {
  /** Folder of the mails; keeps them between starts. */
  dir: string;
  smtpPort: number;
  httpPort: number;
  log?: string;
};

/** A mail server on loopback that keeps every mail and delivers none. */
export async function startMailSink({ dir, smtpPort, httpPort, log }: Options): Promise<MailSink> {
  const program = fileURLToPath(new URL("../mail-sink.ts", import.meta.url));
  const args = [program, "--dir", dir, "--smtp-port", `${smtpPort}`, "--http-port", `${httpPort}`];
  const service = startProcess({ name: "mail sink", command: process.execPath, args, log });
  const url = `http://127.0.0.1:${httpPort}`;
  await waitFor(service, 10, async () => (await fetch(url)).ok);
  return { ...service, url, smtpUrl: `smtp://127.0.0.1:${smtpPort}` };
}
