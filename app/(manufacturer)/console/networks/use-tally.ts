"use client";

import { useMutation } from "@tanstack/react-query";
import { bytesToHex } from "viem";
import type { Observation } from "@/lib/domain/observation.ts";
import { createTally, DEFAULT_VALIDITY_DAYS, type LeftOut, readSpooferPage } from "@/lib/domain/spoofer-sessions.ts";

export type Counted = {
  name: string;
  sessions: number;
  observations: Observation[];
  leftOut: LeftOut;
  /** Whether the file is a page of several. */
  goesOn: boolean;
};

/** Counts a file of tests in the browser: sessions and addresses stay on this computer. */
export const useTally = () =>
  useMutation({
    mutationFn: async (file: File): Promise<Counted> => {
      const bytes = await file.arrayBuffer();
      const evidence = bytesToHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
      const { sessions, next } = readSpooferPage(new TextDecoder().decode(bytes));
      const tally = createTally({ now: Math.floor(Date.now() / 1000), validity: DEFAULT_VALIDITY_DAYS * 86_400 });
      for (const session of sessions) tally.add(session);
      const observations = tally.observations(evidence);
      return { name: file.name, sessions: sessions.length, observations, leftOut: tally.leftOut(), goesOn: next !== null };
    },
  });
