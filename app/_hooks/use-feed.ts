"use client";

import { skipToken, useQueries, useQuery } from "@tanstack/react-query";
import type { Address, Hex } from "viem";
import { browserFeed } from "@/app/_lib/api.ts";
import { fetchDocument } from "@/app/_lib/documents.ts";
import type { RecallState } from "@/lib/domain/kinds.ts";
import { decodeNotice } from "@/lib/domain/notice-document.ts";
import { allPages } from "@/lib/feed/all-pages.ts";
import type { ModelView, OrganizationView, RecallView, ScopeItemView } from "@/lib/feed/wire.ts";

/** Everything read from the register has a key under this one, so that one act can refresh all of it. */
export const FEED = "feed";

export const useDevice = (deviceId: string | undefined) =>
  useQuery({ queryKey: [FEED, "device", deviceId], queryFn: deviceId ? () => browserFeed.device(deviceId) : skipToken });

export const useDevicesOf = (owner: Address | undefined) =>
  useQuery({
    queryKey: [FEED, "devices-of", owner],
    queryFn: owner ? () => allPages((paging) => browserFeed.devicesOf(owner, paging)) : skipToken,
  });

/** Devices of a maker that somebody besides their owner claims. */
export const useRecoveries = (org: number) =>
  useQuery({
    queryKey: [FEED, "recoveries", org],
    queryFn: () => allPages((paging) => browserFeed.recoveries({ org, ...paging })),
  });

const isSame = (a: string | null, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

const actsFor = ({ operators, admin, offeredAdmin }: OrganizationView, account: string): boolean =>
  isSame(admin, account) || isSame(offeredAdmin, account) || operators.some((operator) => isSame(operator.account, account));

/** Organisations that an account acts for, is the admin of, or is offered. */
export const useOrganizationsOf = (account: Address) =>
  useQuery({
    queryKey: [FEED, "organizations-of", account],
    queryFn: async () => (await allPages(browserFeed.organizations)).filter((organization) => actsFor(organization, account)),
  });

export const useOrganizations = () => useQuery({ queryKey: [FEED, "organizations"], queryFn: () => allPages(browserFeed.organizations) });

/** Who governs, and what is announced. */
export const useGovernance = () => useQuery({ queryKey: [FEED, "governance"], queryFn: () => browserFeed.governance() });

/** Of one maker or one researcher, or of all; the first hundred, those first that somebody vouches for. */
export const useDisclosures = (of: { org?: string; researcher?: Address }) =>
  useQuery({ queryKey: [FEED, "disclosures", of], queryFn: () => browserFeed.disclosures({ ...of, limit: 100 }) });

/** An observer's or an operator's networks, each with all that is said about it. */
export const useNetworksOf = (who: { observer: number } | { operator: number }) =>
  useQuery({
    queryKey: [FEED, "networks-of", who],
    queryFn: async () => {
      const found = await allPages((paging) => browserFeed.networks({ ...who, ...paging }));
      return Promise.all(found.map(({ asn }) => browserFeed.network(asn)));
    },
  });

export const useModels = (org?: number) =>
  useQuery({ queryKey: [FEED, "models", org], queryFn: () => allPages((paging) => browserFeed.models({ org, ...paging })) });

/** Models that a laboratory certified at some time. */
export const useCertifiedModels = (laboratory: number) =>
  useQuery({
    queryKey: [FEED, "certified", laboratory],
    queryFn: () => allPages((paging) => browserFeed.models({ certifiedBy: laboratory, ...paging })),
  });

export const useModel = (modelId: string) => useQuery({ queryKey: [FEED, "model", modelId], queryFn: () => browserFeed.model(modelId) });

/** Models that somebody may mean by a number or by a GTIN. @param text As it was typed; anything else finds none. */
export const useModelsNamed = (text: string) =>
  useQuery({
    queryKey: [FEED, "models-named", text],
    queryFn: async (): Promise<ModelView[]> => {
      const gtin = /^[0-9]{8,14}$/.test(text) ? text.padStart(14, "0") : undefined;
      if (gtin) return allPages((paging) => browserFeed.models({ gtin, ...paging }));
      return /^[0-9]+-[0-9]{14}$/.test(text) ? [await browserFeed.model(text)] : [];
    },
    retry: false,
  });

export const useBatches = (org?: number) =>
  useQuery({ queryKey: [FEED, "batches", org], queryFn: () => allPages((paging) => browserFeed.batches({ org, ...paging })) });

/** @param batchId Undefined where there is none to ask for. */
export const useBatch = (batchId: string | undefined) =>
  useQuery({ queryKey: [FEED, "batch", batchId], queryFn: batchId ? () => browserFeed.batch(batchId) : skipToken });

/** @param recallId Undefined where there is none to ask for. */
export const useRecall = (recallId: string | undefined) =>
  useQuery({ queryKey: [FEED, "recall", recallId], queryFn: recallId ? () => browserFeed.recall(recallId) : skipToken });

export const useCourse = (recallId: string) =>
  useQuery({ queryKey: [FEED, "course", recallId], queryFn: () => browserFeed.course(recallId) });

export const useRecalls = (filter: { issuer?: number; affects?: number; state?: RecallState }) =>
  useQuery({ queryKey: [FEED, "recalls", filter], queryFn: () => allPages((paging) => browserFeed.recalls({ ...filter, ...paging })) });

/** Open recalls that reach devices of a model, of whoever issued them; none while they are not known. */
export function useRecallsReaching(modelId: string, makerId: number): RecallView[] {
  const open = useRecalls({ affects: makerId, state: "open" });
  const details = useQueries({
    queries: (open.data ?? []).map(({ id }) => ({ queryKey: [FEED, "recall", `${id}`], queryFn: () => browserFeed.recall(id) })),
  });
  return details.flatMap(({ data }) => (data?.affected.some(({ batch }) => batch.model.id === modelId) ? [data] : []));
}

/** What a scope would reach now. Keeps the last answer on screen while the next one is on its way. */
export const usePreview = (scope: ScopeItemView[]) =>
  useQuery({
    queryKey: [FEED, "preview", scope],
    queryFn: scope.length > 0 ? () => browserFeed.preview(scope) : skipToken,
    placeholderData: (before) => before,
    retry: false,
  });

/** The text of a notice, shown only after its digest was checked here, in the reader's browser. */
export const useNotice = (digest: Hex | undefined) =>
  useQuery({
    queryKey: ["notice", digest],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: digest ? async () => decodeNotice(await fetchDocument(digest)) : skipToken,
  });
