"use client";

import { createContext, useContext } from "react";
import type { Address } from "viem";
import type { Permission } from "@/lib/domain/kinds.ts";
import type { OrganizationView } from "@/lib/feed/wire.ts";

/** Who is at the console, and for whom. */
export type Console = {
  account: Address;
  organization: OrganizationView;
  may(permission: Permission): boolean;
  /** Whether the visitor names the organisation's keys. */
  isAdmin: boolean;
  /** Whether the organisation is offered to the visitor. */
  isOffered: boolean;
};

export const ConsoleContext = createContext<Console | null>(null);

export function useConsole(): Console {
  const value = useContext(ConsoleContext);
  if (!value) throw new Error("useConsole needs <ConsoleGate> around it");
  return value;
}
