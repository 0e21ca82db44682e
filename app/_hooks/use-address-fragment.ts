"use client";

import { useEffect, useState } from "react";

/** What stands behind the # of this page's address, which browsers send to nobody; undefined until it was read. */
export function useAddressFragment(): string | undefined {
  const [fragment, setFragment] = useState<string>();
  useEffect(() => {
    const read = () => setFragment(window.location.hash.slice(1));
    read();
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);
  return fragment;
}
