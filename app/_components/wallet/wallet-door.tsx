"use client";

import { Wallet } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { Button } from "@/app/_components/ui/button.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { hasConnection } from "@/app/_lib/wallet-memory.ts";

const OpenedDoor = lazy(() => import("./opened-door.tsx"));

/**
 * The header's wallet on pages that are read without one. Its code is many times that of the page, so it is loaded when
 * somebody asks for it, or has one connected already.
 */
export function WalletDoor() {
  const [state, setState] = useState<"closed" | "asked" | "connected">("closed");
  useEffect(() => {
    if (hasConnection()) setState("connected");
  }, []);
  if (state === "closed")
    return (
      <Button variant="secondary" size="sm" onClick={() => setState("asked")}>
        <Wallet aria-hidden />
        Connect
      </Button>
    );
  return (
    <Suspense fallback={<Skeleton className="h-9 w-28" />}>
      <OpenedDoor isAsked={state === "asked"} />
    </Suspense>
  );
}
