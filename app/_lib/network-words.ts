import type { AddressFamily, TestMethod } from "../../lib/domain/kinds.ts";
import type { Discount, NetworkStanding, NetworkVerdict } from "../../lib/domain/network-standing.ts";
import { weekStart } from "../../lib/domain/week.ts";
import type { HistoryEntry, ModelView, NetworkView } from "../../lib/feed/wire.ts";
import { formatCount, formatDay, formatSpan, formatUnits } from "./format.ts";
import type { Told } from "./history.ts";
import { readable, readableReason } from "./words.ts";

/** What networks are called, and what that means. */

export const FAMILY_WORDS: Record<AddressFamily, string> = { ipv4: "IPv4", ipv6: "IPv6" };

export const METHOD_WORDS: Record<TestMethod, string> = {
  client: "Test from inside",
  forwarder: "Forwarder",
  loop: "Routing loop",
  traffic: "Traffic at an exchange",
};

export const VERDICT_WORDS: Record<NetworkVerdict, { word: string; meaning: string }> = {
  filters: { word: "Filters spoofed packets", meaning: "Every test that counts was blocked: packets with a false source did not get out." },
  spoofable: { word: "Lets spoofed packets out", meaning: "Packets with a false source arrived in every test that counts." },
  conflicting: { word: "Conflicting", meaning: "Some tests were blocked and some packets with a false source got out." },
  "too-few-tests": { word: "Too few tests", meaning: "A single test says nothing: it may be one customer's router." },
  unknown: { word: "Unknown", meaning: "No test counts at the moment. That says nothing for the network, and nothing against it." },
};

const DISCOUNT_WORDS: Record<Discount["reason"], string> = {
  withdrawn: "withdrawn",
  suspended: "observer suspended",
  "right-lost": "its key lost its right",
  expired: "expired",
};

/** `Does not count: observer suspended on 4 Mar 2026` */
export const discountSentence = ({ reason, at }: Discount, who = "observer"): string =>
  `Does not count: ${DISCOUNT_WORDS[reason].replace("observer", who)} on ${formatDay(at)}`;

/** What a verdict rests on, with its denominator and its age. */
export function evidenceSentence({ blocked, received, reports, observers, oldest, newest }: NetworkStanding, now: number): string {
  const tests = blocked + received;
  if (tests === 0 || newest === null || oldest === null) return "No test counts.";
  const age = now - newest >= 60 ? `, ${formatSpan(now - newest)} ago` : "";
  return [
    `${formatCount(blocked)} of ${formatUnits(tests, "test")} blocked, ${formatCount(received)} received`,
    `from ${formatUnits(reports, "report")} by ${formatUnits(observers, "observer")}`,
    `newest test ${formatDay(newest)}${age}, oldest ${formatDay(oldest)}.`,
  ].join("; ");
}

/** Devices that were reported for attacks, with what the numbers leave out. */
export function attackSentence({ reported, claimed, remedied, networks, weeks, from, to }: ModelView["attacks"]): string {
  if (from === null || to === null) return "No network has published a week of reports yet.";
  const span = weeks === 1 ? "the only published week" : `the last ${formatCount(weeks)} published weeks`;
  return [
    `${formatUnits(reported, "report")} in ${span} (${formatDay(weekStart(from))} to ${formatDay(weekStart(to + 1) - 1)})`,
    `${formatCount(claimed)} claimed, ${formatCount(remedied)} remedied, from ${formatUnits(networks, "network")}; numbers below 5 are hidden and count as 0.`,
  ].join(", ");
}

/** Where a programme names its members, if that can be a link. */
export function memberLink(link: string): URL | null {
  const url = URL.parse(link);
  return url?.protocol === "https:" && url.username === "" && url.password === "" ? url : null;
}

const about = (family: unknown): string => (family === "ipv4" || family === "ipv6" ? ` about ${FAMILY_WORDS[family]}` : "");

/** An event about a network as a sentence. */
export function networkEntry({ name, args }: HistoryEntry, { observations, operator, replies, memberships, weeks }: NetworkView): Told {
  const bodies = [...observations.map(({ observer }) => observer), ...[...replies, ...memberships, ...weeks].map((said) => said.operator)];
  const nameOf = (id: unknown, none: string): string => {
    const body = [...bodies, ...(operator ? [operator] : [])].find((known) => known.id === id);
    return body ? readable(body.name) : none;
  };
  const observer = nameOf(args.observer, "An observer");
  const who = nameOf(args.operator, "Its operator");
  switch (name) {
    case "NetworkAssigned":
      return {
        text: args.operator ? `Governance assigned it to ${nameOf(args.operator, "a body")}.` : "Governance assigned it to nobody.",
        detail: readableReason(args.reason),
      };
    case "ObservationRecorded": {
      const { family, blocked, received } = args.observation as { family: AddressFamily; blocked: number; received: number };
      const result = `${formatCount(blocked)} blocked, ${formatCount(received)} received`;
      return { text: `${observer} recorded tests of ${FAMILY_WORDS[family]}: ${result}.` };
    }
    case "ObservationWithdrawn":
      return { text: `${observer} withdrew what it had recorded${about(args.family)}.`, detail: readableReason(args.reason) };
    case "NetworkReplied":
      return {
        text: `${who} replied${about(args.family)}${args.wantsRetest ? " and wants a retest" : ""}.`,
        detail: readableReason(args.text),
      };
    case "MembershipClaimed":
      return {
        text: args.since
          ? `${who} says that it is a member of ${readable(String(args.programme))}.`
          : `${who} says that it is no member of ${readable(String(args.programme))} any more.`,
      };
    case "AbuseCounted":
      return { text: `${who} published its reports of the week from ${formatDay(weekStart(Number(args.week)))}.` };
    default:
      return { text: name };
  }
}
