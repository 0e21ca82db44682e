"use client";

import { Hand } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/app/_components/ui/button.tsx";

/**
 * The way from the scanned code to claiming. The code stands behind the # and is passed on there, so that it never
 * reaches a server; a plain link, because the claim page reads it when it loads.
 */
export function ClaimPanel({ hasOwner, isFrozen }: { hasOwner: boolean; isFrozen: boolean }) {
  const [fragment, setFragment] = useState("");
  useEffect(() => setFragment(window.location.hash), []);

  return (
    <section
      aria-labelledby="claim-title"
      className="mt-6 flex flex-col gap-4 rounded-lg border bg-surface p-5 sm:flex-row sm:items-center sm:p-6"
    >
      <Hand className="size-6 shrink-0 text-accent max-sm:hidden" aria-hidden />
      <div className="flex-1">
        <h2 id="claim-title" className="font-semibold text-lg tracking-tight">
          {hasOwner ? "It has an owner already" : "Is it yours?"}
        </h2>
        <p className="mt-0.5 text-ink-soft text-sm leading-relaxed">{explanation(hasOwner, isFrozen)}</p>
        {hasOwner && !isFrozen ? (
          <p className="mt-2 text-sm leading-relaxed">
            <a href={`/recover${fragment}`} className="link">
              Lost your account, or bought it in its box second hand?
            </a>
          </p>
        ) : null}
      </div>
      {hasOwner || isFrozen ? null : (
        <Button asChild size="lg">
          <a href={`/claim${fragment}`}>Claim this device</a>
        </Button>
      )}
    </section>
  );
}

function explanation(hasOwner: boolean, isFrozen: boolean): string {
  if (hasOwner) return "If that is you, it is under My devices. If you bought it new, contact its maker: the box may have been opened.";
  if (isFrozen) return "Its maker has frozen it, because its claim codes may have leaked. Contact the maker for a new code.";
  return "Claim it with the code from the box, and you are told if it is ever recalled.";
}
