"use client";

import { useState } from "react";

/**
 * A value as it was when a dialog was opened, for as long as that is open: what was done in it must not change its question,
 * or take it away before the reader has seen that it is done.
 */
export function useHeld<Value>(value: Value): [shown: Value, hold: (isOpen: boolean) => void] {
  const [held, setHeld] = useState<{ value: Value } | null>(null);
  return [held ? held.value : value, (isOpen) => setHeld(isOpen ? { value } : null)];
}
