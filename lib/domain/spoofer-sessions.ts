import type { Hex } from "viem";
import { z } from "zod";
import { prefixOf } from "./address-prefix.ts";
import { MusterError } from "./errors.ts";
import { type Asn, asNumber } from "./ids.ts";
import { MAX_VALIDITY, type Observation } from "./observation.ts";

/**
 * Tests of source address validation as CAIDA's Spoofer API has them (`GET /sessions`): volunteers' machines send packets
 * with invented source addresses, and a server sees whether they arrive. Only counts leave this file: no session, no
 * address, no country.
 */
const RESULTS = ["received", "blocked", "rewritten", "unknown"] as const;
const result = z.enum(RESULTS).nullish();

/** Networks are numbers, or text that holds one. */
const network = z
  .union([z.string().regex(/^[1-9][0-9]{0,9}$/, "is not one number of a network"), z.int().min(1)], "is not one number of a network")
  .refine((value) => Number(value) < 2 ** 32, "is larger than a network's number can be")
  .nullish();

/** An IPv4 client is known by 24 bits, an IPv6 client by 40, which is as much as the API shows. */
const prefix = (family: "ipv4" | "ipv6", bits: number) =>
  z
    .string()
    .refine((text) => prefixOf(text, family, bits) !== null, "is not a prefix of addresses")
    .transform((text) => prefixOf(text, family, bits) as string)
    .nullish();

const sessionSchema = z.looseObject({
  timestamp: z.iso
    .datetime({ offset: true, error: "is not a time with its zone" })
    .transform((text) => Math.floor(Date.parse(text) / 1000)),
  client4: prefix("ipv4", 24),
  client6: prefix("ipv6", 40),
  asn4: network,
  asn6: network,
  nat4: z.boolean().nullish(),
  nat6: z.boolean().nullish(),
  routedspoof: result,
  privatespoof: result,
  routedspoof6: result,
  privatespoof6: result,
});
type SpooferSession = z.infer<typeof sessionSchema>;

/** One page of the API, or a whole file of sessions, and where the next page is. */
export type SpooferPage = { sessions: SpooferSession[]; next: string | null };

const collectionSchema = z.looseObject({
  "hydra:member": z.array(z.unknown(), "is not a list"),
  "hydra:view": z.looseObject({ "hydra:next": z.string().nullish() }).nullish(),
});

/**
 * Reads a collection as the API answers it, a list of sessions, or sessions one a line.
 * @throws MusterError `spoofer-invalid`, with the path of what is wrong first, such as `hydra:member[3].asn4`.
 */
export function readSpooferPage(text: string): SpooferPage {
  const begin = text.trimStart();
  if (begin === "") throw invalid("it is empty");
  const json = parsed(begin);
  if (json === undefined) return { sessions: readLines(text), next: null };
  if (Array.isArray(json)) return { sessions: json.map((value, i) => readSession(value, `[${i}]`)), next: null };
  if (typeof json === "object" && json !== null && "hydra:member" in json) {
    const collection = collectionSchema.safeParse(json);
    if (!collection.success) throw invalid(problemOf(collection.error, ""));
    const { "hydra:member": members, "hydra:view": view } = collection.data;
    return { sessions: members.map((value, i) => readSession(value, `hydra:member[${i}]`)), next: view?.["hydra:next"] ?? null };
  }
  return { sessions: [readSession(json, "line 1")], next: null };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readLines(text: string): SpooferSession[] {
  return text.split(/\r?\n/).flatMap((line, i) => {
    if (line.trim() === "") return [];
    const json = parsed(line);
    if (json === undefined) throw invalid(`line ${i + 1} is not JSON`);
    return [readSession(json, `line ${i + 1}`)];
  });
}

function readSession(value: unknown, path: string): SpooferSession {
  const session = sessionSchema.safeParse(value);
  if (!session.success) throw invalid(problemOf(session.error, path));
  return session.data;
}

/** What is wrong first: `path.field message`. */
function problemOf({ issues: [issue] }: z.ZodError, path: string): string {
  const at = [path, ...(issue?.path ?? [])].filter((part) => part !== "").join(".");
  // The schema's own words would repeat what stands there, which strangers wrote.
  const message = issue?.code === "invalid_type" || issue?.code === "invalid_value" ? "is not what the API has there" : issue?.message;
  return `${at || "it"} ${message}`;
}

const invalid = (problem: string): MusterError => new MusterError("spoofer-invalid", { problem });

/** Why a test of one address family says nothing about a network. */
const LEFT_OUT = ["behind-translation", "without-result", "unlocated", "too-old", "not-yet", "repeated"] as const;
export type LeftOut = Record<(typeof LEFT_OUT)[number], number>;

type Test = { asn: Asn; family: "ipv4" | "ipv6"; client: string; time: number; blocked: boolean };

/** Days for which a test counts unless somebody says otherwise: a quarter of a year. */
export const DEFAULT_VALIDITY_DAYS = 90;

export type TallyOptions = {
  /** Unix time. */
  now: number;
  /** Seconds for which a test counts; older ones are left out, and what is observed ends as long after the newest. */
  validity: number;
};

export type Tally = {
  add(session: SpooferSession): void;
  /** By network and family. @param evidence SHA-256 of what was read. */
  observations(evidence: Hex): Observation[];
  /** Tests that were read and count for nothing, each once. */
  leftOut(): LeftOut;
};

/**
 * Counts sessions. In each network and family a client counts once, by its newest test that gave a result: hundred tests
 * from one home say nothing more about the network than one, and what was filtered since is what counts.
 */
export function createTally({ now, validity }: TallyOptions): Tally {
  if (!(validity > 0 && validity <= MAX_VALIDITY)) throw new RangeError("tests count for at most 180 days");
  const newest = new Map<string, Test>();
  const left: LeftOut = Object.fromEntries(LEFT_OUT.map((reason) => [reason, 0])) as LeftOut;

  const take = (test: Test | keyof LeftOut | null): void => {
    if (test === null) return;
    if (typeof test === "string") {
      left[test]++;
      return;
    }
    if (test.time > now) left["not-yet"]++;
    else if (test.time + validity <= now) left["too-old"]++;
    else {
      const key = `${test.asn} ${test.family} ${test.client}`;
      const known = newest.get(key);
      if (known) left.repeated++;
      // Of two in the same second, the one that says worse counts: files have no order that means anything.
      const replaces = !known || test.time > known.time || (test.time === known.time && !test.blocked);
      if (replaces) newest.set(key, test);
    }
  };

  return {
    add(session) {
      take(testOf(session, "ipv4"));
      take(testOf(session, "ipv6"));
    },
    observations(evidence) {
      const found = new Map<string, Observation>();
      for (const { asn, family, time, blocked } of newest.values()) {
        const key = `${asn} ${family}`;
        const one = found.get(key) ?? {
          asn,
          family,
          method: "client",
          blocked: 0,
          received: 0,
          first: time,
          last: time,
          expiresAt: 0,
          evidence,
        };
        if (blocked) one.blocked++;
        else one.received++;
        one.first = Math.min(one.first, time);
        one.last = Math.max(one.last, time);
        one.expiresAt = one.last + validity;
        found.set(key, one);
      }
      return [...found.values()].sort((one, other) => one.asn - other.asn || one.family.localeCompare(other.family));
    },
    leftOut: () => ({ ...left }),
  };
}

/**
 * What a session says about one family; null when it did not test it.
 *
 * - A packet that arrived is no source address validation, whichever of the invented addresses it bore.
 * - Dropped counts only for the address of somebody else that is routed: private addresses are dropped in many places.
 * - Behind address translation the translator writes the source anew, so that nothing follows, and likewise where it is
 *   not known whether there is one.
 * - `rewritten` and `unknown` are no results.
 */
function testOf(session: SpooferSession, family: "ipv4" | "ipv6"): Test | keyof LeftOut | null {
  const { routed, spoofedPrivate, nat, asn, client } =
    family === "ipv4"
      ? { routed: session.routedspoof, spoofedPrivate: session.privatespoof, nat: session.nat4, asn: session.asn4, client: session.client4 }
      : {
          routed: session.routedspoof6,
          spoofedPrivate: session.privatespoof6,
          nat: session.nat6,
          asn: session.asn6,
          client: session.client6,
        };
  if (routed == null && spoofedPrivate == null) return null;
  if (nat !== false) return "behind-translation";
  const arrived = routed === "received" || spoofedPrivate === "received";
  if (!arrived && routed !== "blocked") return "without-result";
  if (asn == null || client == null) return "unlocated";
  return { asn: asNumber(asn), family, client, time: session.timestamp, blocked: !arrived };
}
