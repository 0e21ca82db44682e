"use client";

import { useEffect } from "react";

/** A fragment that is no proper encoding is taken as it is, and found wrong like any other text. */
const decoded = (fragment: string): string => {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
};

/**
 * Gives what stands behind the # of the page's address, now and whenever it changes, and takes it out of the address bar, and with it out
 * of the browser's history. Fragments never reach a server.
 * @param onText Stays the same from rendering to rendering.
 */
export function useFragment(onText: (text: string) => void): void {
  useEffect(() => {
    let forgetting: ReturnType<typeof setTimeout>;
    // The router has to hear of it, or its next refresh puts the fragment back; it listens only after this effect has run.
    const forgetFragment = () => window.history.replaceState(null, "", window.location.pathname + window.location.search);
    const takeFragment = () => {
      const fragment = window.location.hash.slice(1);
      if (!fragment) return;
      onText(decoded(fragment));
      forgetting = setTimeout(forgetFragment, 0);
    };
    takeFragment();
    window.addEventListener("hashchange", takeFragment);
    return () => {
      clearTimeout(forgetting);
      window.removeEventListener("hashchange", takeFragment);
    };
  }, [onText]);
}
