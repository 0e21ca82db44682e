import { formatWait } from "@/app/_lib/format.ts";
import type { At } from "@/lib/chain/calls.ts";
import { announceAct, type Call } from "@/lib/chain/calls.ts";

/** An act of governance: announced where there is a delay, and else done at once. */
export const governed = (register: At<"AccessManager">, delay: number, what: Call): Call =>
  delay === 0 ? what : announceAct(register, what);

/** When it takes effect, as a consequence to be read before. */
export const takesEffect = (delay: number): string =>
  delay === 0
    ? "It takes effect at once."
    : `It is announced now, for everybody to see. After ${formatWait(delay)} you have a week to do it, or you call it off.`;
