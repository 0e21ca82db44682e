"use client";

import { useCallback, useSyncExternalStore } from "react";

const keyOf = (name: string): string => `muster.${name}`;

/** What a browser without storage is told, for as long as the page is open. */
const unstored = new Map<string, string>();
const listeners = new Set<() => void>();

function read(name: string): string | null {
  try {
    return localStorage.getItem(keyOf(name)) ?? unstored.get(name) ?? null;
  } catch {
    return unstored.get(name) ?? null;
  }
}

/** Keeps a text in this browser and nowhere else; null forgets it. All tabs see it at once. */
export function store(name: string, text: string | null): void {
  if (text === null) unstored.delete(name);
  try {
    if (text === null) localStorage.removeItem(keyOf(name));
    else localStorage.setItem(keyOf(name), text);
  } catch {
    if (text !== null) unstored.set(name, text);
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener); // other tabs
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** A text that this browser keeps until it is told to forget it; null on the server and where there is none. */
export function useStored(name: string): [text: string | null, set: (text: string | null) => void] {
  const text = useSyncExternalStore(
    subscribe,
    () => read(name),
    () => null,
  );
  const set = useCallback((next: string | null) => store(name, next), [name]);
  return [text, set];
}
