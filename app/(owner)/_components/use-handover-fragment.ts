"use client";

import { useEffect, useState } from "react";
import { readHandoverFragment } from "@/lib/domain/handover.ts";

type Fragment = { is: "unread" } | { is: "missing" } | { is: "damaged" } | { is: "whole"; code: Uint8Array };

/**
 * The code behind the # of the link by which this page was opened. It stays in the address bar, unlike a claim code:
 * the link is all that a buyer without a wallet has, and it has to survive a reload and the way to the wallet and back.
 */
export function useHandoverFragment(): Fragment {
  const [fragment, setFragment] = useState<Fragment>({ is: "unread" });
  useEffect(() => {
    const read = () => {
      const text = window.location.hash.slice(1);
      const code = readHandoverFragment(text);
      setFragment(code ? { is: "whole", code } : { is: text ? "damaged" : "missing" });
    };
    read();
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);
  return fragment;
}
