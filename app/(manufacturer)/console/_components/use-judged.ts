"use client";

import { useRef, useState } from "react";

/** When what is wrong is said: of a field once it was left, of all of them once somebody wants to go on. */
export function useJudged<Problems extends Partial<Record<string, string>>>(problems: Problems) {
  type Name = keyof Problems;
  const [judged, setJudged] = useState<ReadonlySet<Name> | "all">(new Set());
  const sheet = useRef<HTMLDivElement>(null);
  const isSound = Object.keys(problems).length === 0;
  const shown =
    judged === "all" ? problems : (Object.fromEntries(Object.entries(problems).filter(([name]) => judged.has(name))) as Problems);
  return {
    shown,
    /** Around the fields. */
    sheet,
    isRefused: judged === "all" && !isSound,
    leave: (field: Name) => setJudged((before) => (before === "all" ? before : new Set([...before, field]))),
    /** Goes on only when nothing is wrong; otherwise leads to the first field that is. */
    whenSound(goOn: () => void): void {
      setJudged("all");
      if (isSound) goOn();
      else requestAnimationFrame(() => sheet.current?.querySelector<HTMLElement>("[aria-invalid=true], [role=alert]")?.focus());
    },
  };
}
