"use client";

import { useEffect } from "react";
import { STARTED } from "@/app/_lib/started.ts";

/** Tells what was pressed too early that it is heard now. */
export function Started() {
  useEffect(() => {
    window.dispatchEvent(new Event(STARTED));
  }, []);
  return null;
}
