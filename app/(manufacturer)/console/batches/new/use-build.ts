"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { type BuildPhase, type BuildReport, type BuildStart, STOP } from "@/app/_batch/kept.ts";
import { canKeep, type Kept, readKept } from "@/app/_batch/kept-batch.ts";
import { MusterError } from "@/lib/domain/errors.ts";

export type BuildState =
  | { step: "idle" }
  /** `phase` is null until the first report. */
  | { step: "running"; lot: string; phase: BuildPhase | null; done: number; total: number; since: number; isStopping: boolean }
  | { step: "stopped"; start: BuildStart }
  | { step: "refused"; error: MusterError; start: BuildStart };

const KEPT = ["kept-batch"];

/** What lies in this browser; null where it can keep nothing. */
export const useKeptBatch = () =>
  useQuery<Kept | null>({ queryKey: KEPT, queryFn: async () => (canKeep() ? readKept() : null), staleTime: 0, gcTime: 0 });

/** Builds in a worker, one batch at a time, and tells how far it is. */
export function useBuild() {
  const queries = useQueryClient();
  const [state, setState] = useState<BuildState>({ step: "idle" });
  const worker = useRef<Worker | null>(null);
  const refresh = useCallback(() => queries.invalidateQueries({ queryKey: KEPT }), [queries]);

  const end = useCallback(() => {
    worker.current?.terminate();
    worker.current = null;
  }, []);
  // Whoever leaves the page takes the build up again later; what is done stays.
  useEffect(() => end, [end]);

  const isRunning = state.step === "running";
  useEffect(() => {
    if (!isRunning) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isRunning]);

  const start = useCallback(
    (what: BuildStart) => {
      const builder = new Worker(new URL("../../../../_batch/build-worker.ts", import.meta.url), { type: "module" });
      worker.current = builder;
      setState({ step: "running", lot: what.kept.order.lot, phase: null, done: 0, total: 0, since: Date.now(), isStopping: false });
      const finish = async (next: BuildState) => {
        end();
        await refresh();
        setState(next);
      };
      builder.addEventListener("message", ({ data }: MessageEvent<BuildReport>) => {
        if (data.is === "progress") setState((before) => advanced(before, data));
        else if (data.is === "built") void finish({ step: "idle" });
        else if (data.is === "stopped") void finish({ step: "stopped", start: what });
        else void finish({ step: "refused", error: MusterError.fromJSON(data.error), start: what });
      });
      builder.addEventListener("error", ({ message }) => {
        const reason = message || "the builder could not be started";
        void finish({ step: "refused", error: new MusterError("unexpected", { reason }), start: what });
      });
      builder.postMessage(what);
    },
    [end, refresh],
  );

  const stop = useCallback(() => {
    worker.current?.postMessage(STOP);
    setState((before) => (before.step === "running" ? { ...before, isStopping: true } : before));
  }, []);
  const reset = useCallback(() => setState({ step: "idle" }), []);
  return { state, start, stop, reset, refresh };
}

function advanced(before: BuildState, { phase, done, total }: { phase: BuildPhase; done: number; total: number }): BuildState {
  if (before.step !== "running") return before;
  return { ...before, phase, done, total, since: phase === before.phase ? before.since : Date.now() };
}
