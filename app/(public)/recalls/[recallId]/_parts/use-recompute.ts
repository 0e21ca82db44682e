"use client";

import { useEffect, useRef, useState } from "react";
import type { Problem } from "@/app/_components/ui/error-notice.tsx";
import { useConfig } from "@/app/_hooks/use-config.ts";
import type { Recomputed } from "@/app/_lib/recompute.ts";

export type RecomputeState =
  | { step: "idle" }
  | { step: "running"; what: string | null; share: number }
  | { step: "done"; found: Recomputed }
  | { step: "failed"; problem: Problem };

/** Thrown into the work to end it. */
class Stopped extends Error {}

/** The check of a recall's figures; its code is loaded when somebody asks for it. */
export function useRecompute(id: number) {
  const config = useConfig();
  const [state, setState] = useState<RecomputeState>({ step: "idle" });
  /** Which run counts: one that was stopped, or whose page is gone, has nothing to say any more. */
  const run = useRef(0);
  useEffect(() => () => void run.current++, []);

  async function start(): Promise<void> {
    const mine = ++run.current;
    setState({ step: "running", what: null, share: 0 });
    try {
      const { recompute } = await import("@/app/_lib/recompute.ts");
      const found = await recompute(config, id, (what, share) => {
        if (run.current !== mine) throw new Stopped();
        setState({ step: "running", what, share });
      });
      if (run.current === mine) setState({ step: "done", found });
    } catch (error) {
      const { toProblem } = await import("@/app/_lib/problem.ts");
      if (run.current === mine && !(error instanceof Stopped)) setState({ step: "failed", problem: toProblem(error) });
    }
  }

  function stop(): void {
    run.current++;
    setState({ step: "idle" });
  }

  return { state, start, stop };
}
