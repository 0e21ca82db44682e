"use client";

import { Check, Circle, LoaderCircle } from "lucide-react";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { Verify, VerifyItem } from "@/app/_components/ui/disclosure.tsx";
import { cn } from "@/app/_lib/cn.ts";
import { formatCount } from "@/app/_lib/format.ts";
import type { SendState } from "@/app/_lib/send-state.ts";
import { ProblemNotice } from "./problem-notice.tsx";

type Place = "ahead" | "now" | "over";

/** By whom an act is sent: from the visitor's wallet, or by this site, which asks for a signature or for nothing. */
export type Way = "direct" | "signed" | "passkey" | "proven";

/** Words of each stage by whether it is ahead, going on, or over. */
const FIRST: Record<Way, Record<Place, string>> = {
  direct: { ahead: "Confirm in your wallet", now: "Confirm in your wallet", over: "Confirmed in your wallet" },
  signed: { ahead: "Sign in your wallet", now: "Sign in your wallet; it costs nothing", over: "Signed in your wallet" },
  passkey: { ahead: "Confirm with your passkey", now: "Confirm with your passkey; it costs nothing", over: "Confirmed with your passkey" },
  proven: { ahead: "Handing over", now: "Handing over; you are asked nothing", over: "Handed over; it costs you nothing" },
};
const STAGES: Record<Place, string>[] = [
  { ahead: "Entry in the register", now: "Sent; waiting to be entered in the register", over: "Entered in the register" },
  { ahead: "Final", now: "Becoming final; you need not wait", over: "Final: nothing can take it back" },
];

/** How many stages are over. */
function stagesOver(state: SendState): number {
  if (["carried", "sent", "included"].includes(state.step)) return 1;
  if (state.step === "done") return state.isFinal ? 3 : 2;
  return 0;
}

/** Where an act is between the press of the button and the block that nothing can undo, in words. */
export function TransactionLife({ state, way = "direct", className }: { state: SendState; way?: Way; className?: string }) {
  if (state.step === "idle") return null;
  if (state.step === "failed")
    return (
      <div className={className}>
        <ProblemNotice error={state.error} />
      </div>
    );
  const over = stagesOver(state);
  const entered = "block" in state ? ` (block ${formatCount(Number(state.block))})` : "";
  return (
    <div className={cn("rounded-lg border bg-sunken/50 p-4", className)} role="status">
      <ol className="flex flex-col gap-2.5 text-sm">
        {[FIRST[way], ...STAGES].map((words, i) => {
          const place: Place = i < over ? "over" : i === over ? "now" : "ahead";
          return (
            <li
              key={words.ahead}
              className={cn("flex items-center gap-2.5", place === "ahead" && "text-ink-soft", place === "now" && "font-medium")}
            >
              <Mark place={place} />
              {place === "now" && state.step === "checking" ? "Checking with the register" : words[place]}
              {place === "over" && i === 1 ? entered : null}
            </li>
          );
        })}
      </ol>
      {"hash" in state && state.hash ? (
        <div className="mt-3">
          <Verify>
            <VerifyItem term="Transaction">
              <Copy value={state.hash} what="transaction" ends={8} />
            </VerifyItem>
          </Verify>
        </div>
      ) : null}
    </div>
  );
}

function Mark({ place }: { place: Place }) {
  if (place === "over") return <Check className="size-4 shrink-0 text-fixed" aria-label="Done:" />;
  if (place === "now") return <LoaderCircle className="size-4 shrink-0 animate-spin text-accent" aria-label="Now:" />;
  return <Circle className="size-4 shrink-0 text-line-strong" aria-hidden />;
}
