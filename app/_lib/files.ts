import type { Metadata } from "next";
import { listAddress } from "./recall-query.ts";

/** A page's content for programs. */
export type PageFile = { title: string; href: string; type: "application/json" | "text/csv" };

const json = (title: string, path: string): PageFile => ({ title, href: `/api/feed/v1/${path}`, type: "application/json" });
const csv = (title: string, path: string): PageFile => ({ title, href: `/api/feed/v1/${path}.csv`, type: "text/csv" });

/** Every public page has its answers as JSON and as CSV; here is which. */
export const files = {
  organizations: [
    json("organisations", "organizations"),
    csv("organisations", "organizations"),
    json("makers compared", "scorecards"),
    csv("makers compared", "scorecards"),
  ],
  organization: (id: number, isMaker: boolean): PageFile[] => [
    json("organisation", `organizations/${id}`),
    csv("organisation", `organizations/${id}/facts`),
    ...(isMaker
      ? [
          json("record", `organizations/${id}/scorecard`),
          csv("record", `organizations/${id}/scorecard`),
          csv("cases", `organizations/${id}/cases`),
        ]
      : []),
  ],
  model: (id: string): PageFile[] => [json("model", `models/${id}`), csv("model", `models/${id}/facts`)],
  batch: (id: number): PageFile[] => [json("batch", `batches/${id}`), csv("batch", `batches/${id}/facts`)],
  device: (id: string): PageFile[] => [json("device", `devices/${id}`), csv("device", `devices/${id}/facts`)],
  trend: (query: Record<string, string | undefined>): PageFile[] => [
    { title: "months", href: listAddress("/api/feed/v1/trend", query), type: "application/json" },
    { title: "months", href: listAddress("/api/feed/v1/trend.csv", query), type: "text/csv" },
  ],
  disclosures: [json("disclosures", "disclosures"), csv("disclosures", "disclosures")],
  disclosure: (id: number): PageFile[] => [json("disclosure", `disclosures/${id}`), csv("disclosure", `disclosures/${id}/facts`)],
  networks: (query: Record<string, string | undefined>): PageFile[] => [
    { title: "networks", href: listAddress("/api/feed/v1/networks", query), type: "application/json" },
    { title: "networks", href: listAddress("/api/feed/v1/networks.csv", query), type: "text/csv" },
    json("weekly counts", "attacks"),
    csv("weekly counts", "attacks"),
  ],
  network: (asn: number): PageFile[] => [
    json("network", `networks/${asn}`),
    csv("network", `networks/${asn}/facts`),
    { title: "weekly counts", href: `/api/feed/v1/attacks?network=${asn}`, type: "application/json" },
    { title: "weekly counts", href: `/api/feed/v1/attacks.csv?network=${asn}`, type: "text/csv" },
  ],
  recall: (id: number): PageFile[] => [
    json("recall", `recalls/${id}`),
    json("day by day", `recalls/${id}/course`),
    csv("figures", `recalls/${id}/figures`),
    csv("day by day", `recalls/${id}/course`),
    json("comparison", `recalls/${id}/comparison`),
    csv("comparison", `recalls/${id}/comparison`),
    csv("affected batches", `recalls/${id}/ranges`),
    csv("makers' replies", `recalls/${id}/replies`),
    csv("versions", `recalls/${id}/versions`),
  ],
} as const;

/** The page's own address, and its files for whoever looks for them in the head. */
export function alternates(canonical: string, of: readonly PageFile[]): Metadata["alternates"] {
  const byType = Map.groupBy(of, ({ type }) => type);
  return {
    canonical,
    types: Object.fromEntries([...byType].map(([type, list]) => [type, list.map(({ title, href }) => ({ title, url: href }))])),
  };
}
