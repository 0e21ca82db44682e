"use client";

import type { OwnerActing } from "@/app/_hooks/use-owner-act.ts";
import { TransactionLife } from "./transaction-life.tsx";

/** How far an owner's act is. Stands below the button that starts it. */
export function OwnerActLife({ act, className }: { act: OwnerActing; className?: string }) {
  return <TransactionLife state={act.state} className={className} />;
}
