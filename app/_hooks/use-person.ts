"use client";

import { CAST, type CastMember } from "@/lib/domain/cast.ts";
import { useConfig } from "./use-config.ts";

/** The member of the cast behind an address; nobody outside the demonstration, where addresses have no names. */
export function usePerson(address: string | undefined): CastMember | undefined {
  const { demo } = useConfig();
  if (!demo || !address) return undefined;
  return CAST.find((member) => member.address.toLowerCase() === address.toLowerCase());
}
