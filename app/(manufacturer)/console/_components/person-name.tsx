"use client";

import { usePerson } from "@/app/_hooks/use-person.ts";
import { shorten } from "@/app/_lib/format.ts";

/** Who is behind an account, where it is known; else the account. */
export function PersonName({ account }: { account: string }) {
  return <span className="whitespace-nowrap">{usePerson(account)?.name ?? shorten(account)}</span>;
}
