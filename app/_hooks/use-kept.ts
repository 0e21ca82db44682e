"use client";

import { useEffect, useState } from "react";

const keyOf = (name: string): string => `muster.${name}`;

/** Puts a value where `useKept` of another page finds it. */
export function keep(name: string, value: object): void {
  try {
    sessionStorage.setItem(keyOf(name), JSON.stringify(value));
  } catch {
    // The form works without, it is only not kept.
  }
}

/**
 * State of a long form that survives a reload and the way to the wallet and back, until the tab is closed. Only for
 * what is rendered in the browser alone: the server does not know the kept value.
 */
export function useKept<Value extends object>(name: string, initial: Value) {
  const [value, setValue] = useState<Value>(() => {
    try {
      return { ...initial, ...(JSON.parse(sessionStorage.getItem(keyOf(name)) ?? "{}") as Partial<Value>) };
    } catch {
      return initial; // no storage, or not ours
    }
  });
  useEffect(() => keep(name, value), [name, value]);
  return [value, setValue] as const;
}
