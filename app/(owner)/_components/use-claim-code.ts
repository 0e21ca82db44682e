"use client";

import { useEffect, useMemo, useState } from "react";
import { formatClaimCode, parseClaimCode } from "@/lib/domain/claim-code.ts";
import { MusterError } from "@/lib/domain/errors.ts";

/** A code has 28 characters; shorter text is still being typed. */
const COMPLETE = 28;

const read = (text: string): { code: Uint8Array | null; problem: string | null } => {
  try {
    return { code: parseClaimCode(text), problem: null };
  } catch (error) {
    if (!(error instanceof MusterError)) throw error;
    return { code: null, problem: `${error.message} ${error.remedy}` };
  }
};

/** A fragment that is no proper encoding is shown as it is, and found wrong like any other text. */
const decoded = (fragment: string): string => {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
};

/**
 * The claim code as the visitor types it, or as it stands behind the # of the link in the box. It lives in this page's
 * memory and nowhere else: the fragment is taken out of the address bar, and with it out of the browser's history.
 */
export function useClaimCode() {
  const [text, setText] = useState("");
  const [isJudged, setJudged] = useState(false);

  useEffect(() => {
    let forgetting: ReturnType<typeof setTimeout>;
    // The router has to hear of it, or its next refresh puts the code back; it listens only after this effect has run.
    const forgetFragment = () => window.history.replaceState(null, "", window.location.pathname + window.location.search);
    const takeFragment = () => {
      const fragment = window.location.hash.slice(1);
      if (!fragment) return;
      setText(decoded(fragment));
      setJudged(true);
      forgetting = setTimeout(forgetFragment, 0);
    };
    takeFragment();
    window.addEventListener("hashchange", takeFragment);
    return () => {
      clearTimeout(forgetting);
      window.removeEventListener("hashchange", takeFragment);
    };
  }, []);

  // Kept while the text is, because what depends on the code must not start anew at each rendering.
  const { code, problem } = useMemo(() => read(text), [text]);
  const isLong = text.replace(/[^0-9a-z]/gi, "").length >= COMPLETE;
  return {
    text,
    setText: (next: string) => {
      setText(next);
      setJudged(false);
    },
    /** Judges what was typed so far, on leaving the field or pressing the button; a good code is shown as it is printed. */
    judge: () => {
      setJudged(text.trim() !== "");
      if (code) setText(formatClaimCode(code));
    },
    code,
    /** Nobody is told of a mistake while still typing. */
    problem: text.trim() !== "" && (isJudged || isLong) ? problem : null,
  };
}
