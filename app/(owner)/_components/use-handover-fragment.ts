"use client";

import { useMemo } from "react";
import { useAddressFragment } from "@/app/_hooks/use-address-fragment.ts";
import { readHandoverFragment } from "@/lib/domain/handover.ts";

type Fragment = { is: "unread" } | { is: "missing" } | { is: "damaged" } | { is: "whole"; code: Uint8Array };

/**
 * The code behind the # of the link by which this page was opened. It stays in the address bar, unlike a claim code:
 * the link is all that a buyer without a wallet has, and it has to survive a reload and the way to the wallet and back.
 */
export function useHandoverFragment(): Fragment {
  const text = useAddressFragment();
  return useMemo(() => {
    if (text === undefined) return { is: "unread" };
    const code = readHandoverFragment(text);
    return code ? { is: "whole", code } : { is: text ? "damaged" : "missing" };
  }, [text]);
}
