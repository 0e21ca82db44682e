"use client";

import { useEffect, useState } from "react";

/**
 * State of a long form that survives a reload and the way to the wallet and back, until the tab is closed. Only for
 * what is rendered in the browser alone: the server does not know the kept value.
 */
export function useKept<Value extends object>(name: string, initial: Value) {
  const key = `muster.${name}`;
  const [value, setValue] = useState<Value>(() => {
    try {
      return { ...initial, ...(JSON.parse(sessionStorage.getItem(key) ?? "{}") as Partial<Value>) };
    } catch {
      return initial; // no storage, or not ours
    }
  });
  useEffect(() => {
    try {
      sessionStorage.setItem(key, JSON.stringify(value));
    } catch {
      // The form works without, it is only not kept.
    }
  }, [key, value]);
  return [value, setValue] as const;
}
