import { z } from "zod";
import { MusterError } from "./errors.ts";

/** What an owner may have notices sent to over HTTP: a browser's push service, or a program of the owner's. */
export const ENDPOINT_KINDS = ["push", "webhook"] as const;
export type EndpointKind = (typeof ENDPOINT_KINDS)[number];

export type EndpointPolicy = {
  /** Origins on this machine that are allowed all the same, such as `http://127.0.0.1:4500`: for demonstrations and tests. */
  loopback: readonly string[];
  /** Push services allowed besides the known ones: `push.example.org`, or `*.push.example.org` for all names below. */
  pushHosts: readonly string[];
};

/** The push services of the browsers in use. A subscription elsewhere was not made by one of them. */
const PUSH_HOSTS: readonly string[] = [
  "fcm.googleapis.com",
  "jmt17.google.com",
  "updates.push.services.mozilla.com",
  "*.push.services.mozilla.com",
  "web.push.apple.com",
  "*.push.apple.com",
  "*.notify.windows.com",
];

/** Names that are never of the public internet, whatever a resolver says of them. */
const INSIDE = [
  "localhost",
  "localdomain",
  "local",
  "internal",
  "intranet",
  "private",
  "lan",
  "home.arpa",
  "svc",
  "onion",
  "alt",
  "invalid",
  "test",
];

const MAX_LENGTH = 2_048;
const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
/** A name of two labels or more of which the last begins with a letter: no spelling of an IP address does. */
const NAME = new RegExp(`^(?:${LABEL}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$`);
/** `*` is not of a name: it stands before one in a list of hosts. */
const LISTED = new RegExp(`^(?:\\*\\.)?(?:${LABEL}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$`);
/** Everything is spelled out, so that no two readers of the text can take it for different addresses. */
const ADDRESS = /^https:\/\/([A-Za-z0-9.-]{1,253})(?::443)?([/?][\x21\x24-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]*)?$/i;
const LOOPBACK = /^https?:\/\/(?:127\.0\.0\.1|\[::1\]):[1-9]\d{0,4}$/;

/** What is taken where the operator has set nothing. */
export const PUBLIC_ENDPOINTS: EndpointPolicy = { loopback: [], pushHosts: [] };

const listOf = (form: RegExp) =>
  z
    .string()
    .default("")
    .transform((text) => text.split(",").flatMap((one) => one.trim() || []))
    .pipe(z.array(z.string().regex(form)));

/** The operator's settings, for every program that reads endpoints. The descriptions complete the sentence "NAME must be …". */
export const endpointSettings = {
  MUSTER_OUTBOUND_LOOPBACK: listOf(LOOPBACK).describe(
    "origins on this machine that webhooks and push may go to, for demonstrations and tests, such as http://127.0.0.1:4500; else empty",
  ),
  MUSTER_PUSH_HOSTS: listOf(LISTED).describe(
    "hosts of push services besides those of the known browsers, such as push.example.org or *.push.example.org; else empty",
  ),
};

export const endpointPolicyOf = (given: z.output<z.ZodObject<typeof endpointSettings>>): EndpointPolicy => ({
  loopback: given.MUSTER_OUTBOUND_LOOPBACK,
  pushHosts: given.MUSTER_PUSH_HOSTS,
});

const isBelow = (host: string, name: string): boolean => host === name || host.endsWith(`.${name}`);

const isPushHost = (host: string, { pushHosts }: EndpointPolicy): boolean =>
  [...PUSH_HOSTS, ...pushHosts].some((listed) => (listed.startsWith("*.") ? host.endsWith(listed.slice(1)) : host === listed));

/**
 * Reads the address of an endpoint as far as its text tells. Where its name leads is known only when it is resolved, and is
 * checked each time by the notifier.
 * @throws MusterError `endpoint-refused`.
 */
export function readEndpoint(kind: EndpointKind, text: string, policy: EndpointPolicy): URL {
  const refuse = (problem: string): never => {
    throw new MusterError("endpoint-refused", { problem });
  };
  if (text.length > MAX_LENGTH) return refuse(`it is longer than ${MAX_LENGTH} characters`);
  const named = policy.loopback.find((origin) => text === origin || text.startsWith(`${origin}/`));
  if (named && URL.canParse(text)) {
    const url = new URL(text);
    if (url.origin === new URL(named).origin && url.hash === "") return url;
  }

  const host = ADDRESS.exec(text)?.[1]?.toLowerCase();
  if (host === undefined) return refuse("it is not plainly spelled https://name/path on port 443, without user name and without fragment");
  if (!NAME.test(host)) return refuse("its host is not a full name of the public internet, such as hooks.example.org");
  if (INSIDE.some((name) => isBelow(host, name))) return refuse("its host is a name of private networks");
  // The reader of addresses that will be used must see the same host; it also judges names in Punycode.
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.hostname !== host || url.port !== "" || url.protocol !== "https:") return refuse("its host is not a name that can be used");
  if (kind === "push" && !isPushHost(host, policy)) return refuse("its host is not a known push service");
  return url;
}
