"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { parseEventLogs } from "viem";
import type { BuiltBatch } from "@/app/_batch/kept-batch.ts";
import { rowPieces } from "@/app/_batch/row-pieces.ts";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { FEED } from "@/app/_hooks/use-feed.ts";
import { useSend } from "@/app/_hooks/use-send.ts";
import { browserFeed, callApi } from "@/app/_lib/api.ts";
import { BATCH_FILES } from "@/lib/batch/files.ts";
import { batchesAbi } from "@/lib/chain/abis.generated.ts";
import { registerBatch } from "@/lib/chain/calls.ts";
import { componentParts } from "@/lib/chain/component-parts.ts";
import { type BatchId, batchId, modelId, orgId, parseModelId } from "@/lib/domain/ids.ts";
import type { Part } from "@/lib/domain/scope.ts";
import { allPages } from "@/lib/feed/all-pages.ts";

/** What is on its way before and after the transaction. */
export type Sending = { what: "documents" } | { what: "rows"; done: number } | null;

const unixTime = (day: string): number => Date.parse(day) / 1000;

/** The batches that the manifest's components mean. Asked only where there are any: it takes all of the register's. */
async function partsOf({ manifest }: BuiltBatch): Promise<Part[]> {
  if (!manifest.components) return [];
  const all = await allPages((paging) => browserFeed.batches(paging));
  const registered = all.map(({ id, model, lot }) => ({ batchId: batchId(id), modelId: parseModelId(model.id), lot }));
  return componentParts(manifest.components, registered);
}

/**
 * Registers a built batch as `muster batch register` does: documents, then the transaction, then the look-up rows. May
 * be repeated after a failure; what is there already is not sent again.
 */
export function useRegister(batch: BuiltBatch) {
  const { contracts } = useConfig();
  const queries = useQueryClient();
  const { run, state, isBusy } = useSend();
  const [sending, setSending] = useState<Sending>(null);
  const { manifest, manifestDigest, files } = batch;
  const fileOf = (name: string): Blob => files.find((file) => file.name === name) ?? new Blob();

  const sendDocuments = async (): Promise<void> => {
    setSending({ what: "documents" });
    await callApi("POST", "batches", { orgId: batch.orgId, manifest });
    await callApi("PUT", `batches/${manifestDigest}/tree?org=${batch.orgId}`, fileOf(BATCH_FILES.tree));
    setSending(null);
  };
  const sendRows = async (id: BatchId): Promise<void> => {
    setSending({ what: "rows", done: 0 });
    for await (const { text, done } of rowPieces(fileOf(BATCH_FILES.units))) {
      await callApi("POST", `batches/${manifestDigest}/units?batch=${id}`, new Blob([text], { type: "application/x-ndjson" }));
      setSending({ what: "rows", done });
    }
    setSending(null);
  };
  const enter = async (factoryRelease: number): Promise<BatchId | null> => {
    const parts = await partsOf(batch);
    const receipt = await run(() =>
      registerBatch(
        { contracts },
        {
          modelId: modelId(orgId(batch.orgId), manifest.model.gtin),
          root: manifest.root as `0x${string}`,
          size: manifest.size,
          madeFrom: unixTime(manifest.made.from),
          madeTo: unixTime(manifest.made.to),
          factoryRelease,
          manifest: manifestDigest,
          lot: manifest.lot,
          parts,
        },
      ),
    );
    const [event] = receipt ? parseEventLogs({ abi: batchesAbi, logs: receipt.logs, eventName: "BatchRegistered" }) : [];
    return event ? batchId(event.args.batchId) : null;
  };

  const register = useMutation({
    /** @returns null when the transaction failed; `state` says why. */
    mutationFn: async (factoryRelease: number): Promise<BatchId | null> => {
      const known = (await allPages((paging) => browserFeed.batches({ org: batch.orgId, ...paging }))).find(
        (one) => one.manifest === manifestDigest,
      );
      // Documents first: a batch on the chain whose manifest nobody has would be worse than a file too many.
      await sendDocuments();
      const id = known ? batchId(known.id) : await enter(factoryRelease);
      // Nobody claims parts, so nobody looks them up.
      if (id !== null && manifest.model.kind === "device") await sendRows(id);
      await queries.invalidateQueries({ queryKey: [FEED] });
      return id;
    },
    onSettled: () => setSending(null),
  });
  return { register, state, sending, isBusy: isBusy || register.isPending };
}
