import { z } from "zod";
import { endpointSettings } from "../lib/domain/endpoint.ts";
import { LISTEN, PORT, readSettings, type SettingsOf } from "../lib/domain/settings.ts";
import { CONCURRENCY } from "./notifier.ts";

/** `notices@example.org`, or with a name before it: `Muster <notices@example.org>`. */
const sender = z
  .string()
  .transform((text) => /^(?:([^<>\r\n"]{0,100})<([^<>]+)>|([^<>]+))$/.exec(text.trim()))
  .transform((match) => ({ name: match?.[1]?.trim() ?? "", address: match?.[2] ?? match?.[3] ?? "" }))
  .pipe(z.object({ name: z.string(), address: z.email() }));
const vapidKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const secret = z.string().regex(/^0x[0-9a-fA-F]{64}$/);

/** What the notifier is told by its environment, with the sentence for whoever has to set it. */
const SETTINGS = {
  DATABASE_URL: [z.string().regex(/^postgres(ql)?:\/\//), "address of the database as the role muster_notifier"],
  MUSTER_RPC_URL: [z.url(), "address of the chain's RPC, for example http://127.0.0.1:8545"],
  MUSTER_CHAIN_ID: [z.coerce.number().int().positive(), "number of the chain, for example 31337"],
  MUSTER_DOCUMENTS: [z.string().min(1), "folder in which notices are kept"],
  MUSTER_MASTER_KEY: [secret, "key for people's addresses: 0x and 64 hexadecimal digits"],
  MUSTER_ABUSE_KEY: [
    secret.optional(),
    "key of links for customers of providers, as the web app has it: 0x and 64 hexadecimal digits, or left out where no reports of abuse are taken",
  ],
  MUSTER_SMTP_URL: [z.string().regex(/^smtps?:\/\//), "address of the mail server, for example smtp://127.0.0.1:2525"],
  MUSTER_MAIL_FROM: [sender, "address that mails are sent from, for example Muster <notices@example.org>"],
  MUSTER_VAPID_PRIVATE_KEY: [vapidKey, "private key of web push (VAPID): 32 bytes in base64url"],
  MUSTER_OUTBOUND_LOOPBACK: [endpointSettings.MUSTER_OUTBOUND_LOOPBACK, endpointSettings.MUSTER_OUTBOUND_LOOPBACK.description],
  MUSTER_PUSH_HOSTS: [endpointSettings.MUSTER_PUSH_HOSTS, endpointSettings.MUSTER_PUSH_HOSTS.description],
  MUSTER_PUBLIC_URL: [z.url(), "address of this register for people, for example http://127.0.0.1:3000"],
  MUSTER_EARLY_ALERTS: [
    z.enum(["0", "1"]).default("0"),
    "1 to tell owners of recalls before they are final, labelled so and corrected where the chain takes one back; otherwise 0",
  ],
  MUSTER_NOTIFIER_CONCURRENCY: [
    z.coerce.number().int().min(1).max(256).default(CONCURRENCY),
    "messages of a channel under way at the same time at most, which is also the most that a crash can double, for example 32",
  ],
  MUSTER_NOTIFIER_PORT: [PORT, "port of the status page, for example 9465"],
  MUSTER_LISTEN: LISTEN,
} as const;

export type Environment = SettingsOf<typeof SETTINGS>;

/** @throws Error with a sentence for each setting that is wrong. */
export const readEnvironment = (source: NodeJS.ProcessEnv): Environment => readSettings(SETTINGS, source);
