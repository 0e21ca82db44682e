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
  /** 0 for any free one, as for `httpPort`. */
  smtpPort: number;
  httpPort: number;
  log?: string;
};

const READY = /takes mail on (smtp:\S+) and shows it on (http:\S+)/;

/** A mail server on loopback that keeps every mail and delivers none. */
export async function startMailSink({ dir, smtpPort, httpPort, log }: Options): Promise<MailSink> {
  const program = fileURLToPath(new URL("../mail-sink.ts", import.meta.url));
  const args = [program, "--dir", dir, "--smtp-port", `${smtpPort}`, "--http-port", `${httpPort}`];
  const service = startProcess({ name: "mail sink", command: process.execPath, args, log });
  await waitFor(service, 10, async () => READY.test(service.output()));
  const [, smtpUrl = "", url = ""] = READY.exec(service.output()) ?? [];
  return { ...service, url, smtpUrl };
}
