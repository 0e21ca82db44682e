import { type Columns, csvMoment } from "../domain/csv-table.ts";
import type { AttackCountView, NetworkSummary } from "./wire/networks.ts";

/** Networks and what is reported about them, as tables. */

const family = (name: "ipv4" | "ipv6"): Columns<NetworkSummary> => [
  [`${name}: verdict`, ({ standing }) => standing[name].verdict],
  [`${name}: tests blocked`, ({ standing }) => standing[name].blocked],
  [`${name}: tests received`, ({ standing }) => standing[name].received],
  [`${name}: reports`, ({ standing }) => standing[name].reports],
  [`${name}: observers`, ({ standing }) => standing[name].observers],
  [`${name}: oldest test`, ({ standing }) => csvMoment(standing[name].oldest)],
  [`${name}: newest test`, ({ standing }) => csvMoment(standing[name].newest)],
  [`${name}: retest wanted since`, ({ retest }) => csvMoment(retest[name])],
];

export const NETWORK_COLUMNS: Columns<NetworkSummary> = [
  ["network", ({ asn }) => asn],
  ["operator", ({ operator }) => operator?.id ?? null],
  ["operator's name", ({ operator }) => operator?.name ?? null],
  ["operator's country", ({ operator }) => operator?.country ?? null],
  ...family("ipv4"),
  ...family("ipv6"),
];

export const ATTACK_COLUMNS: Columns<AttackCountView> = [
  ["week from", ({ from }) => csvMoment(from)],
  ["week until", ({ to }) => csvMoment(to)],
  ["network", ({ asn }) => asn],
  ["operator", ({ operator }) => operator.id],
  ["model", ({ model }) => model?.id ?? null],
  ["model's name", ({ model }) => model?.name ?? null],
  ["maker", ({ model }) => model?.maker.id ?? null],
  ["reported", ({ reported }) => reported],
  ["claimed", ({ claimed }) => claimed],
  ["remedied", ({ remedied }) => remedied],
  ["published", ({ publishedAt }) => csvMoment(publishedAt)],
  ["does not count because", ({ discount }) => discount?.reason ?? null],
];
