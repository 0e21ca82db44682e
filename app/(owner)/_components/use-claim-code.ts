"use client";

import { useCallback, useMemo, useState } from "react";
import { formatClaimCode, parseClaimCode } from "@/lib/domain/claim-code.ts";
import { isRecoveryAnswer } from "@/lib/domain/device-recovery.ts";
import { MusterError } from "@/lib/domain/errors.ts";
import { useFragment } from "./use-fragment.ts";

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

/**
 * The claim code as the visitor types it, or as it stands behind the # of the link in the box. It lives in this page's
 * memory and nowhere else.
 */
export function useClaimCode() {
  const [text, setText] = useState("");
  const [isJudged, setJudged] = useState(false);

  const take = useCallback((whole: string) => {
    if (isRecoveryAnswer(whole)) return; // what a device said is taken elsewhere on the page
    setText(whole);
    setJudged(true);
  }, []);
  useFragment(take);

  // Kept while the text is, because what depends on the code must not start anew at each rendering.
  const { code, problem } = useMemo(() => read(text), [text]);
  const isLong = text.replace(/[^0-9a-z]/gi, "").length >= COMPLETE;
  return {
    text,
    /** A whole code from elsewhere, such as the camera. */
    take,
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
