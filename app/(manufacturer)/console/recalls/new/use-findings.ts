"use client";

import { useDeferredValue, useState } from "react";
import type { Measure } from "@/lib/domain/kinds.ts";
import type { Notice } from "@/lib/domain/notice-document.ts";
import { lintNotice, type Market } from "@/lib/domain/notice-lint.ts";

/** What the rules of its markets find in a notice, and whether the issuer drafts it although it breaks some. */
export function useFindings(notice: Notice, measure: Measure) {
  const [markets, setMarkets] = useState<readonly Market[]>(["eu"]);
  const [isAccepted, setAccepted] = useState(false);
  const findings = lintNotice(useDeferredValue(notice), measure, markets);
  const isBroken = findings.some(({ severity }) => severity === "must");
  return { measure, markets, setMarkets, findings, isAccepted, setAccepted, isOpen: isBroken && !isAccepted };
}

/** As a problem of the form. */
export const OPEN_FINDINGS = "Mend the notice, or say that you draft it all the same.";
