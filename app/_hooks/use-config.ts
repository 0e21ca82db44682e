"use client";

import { createContext, useContext } from "react";
import type { PublicConfig } from "@/app/_lib/public-config.ts";

export const ConfigContext = createContext<PublicConfig | null>(null);

/** The deployment that this page belongs to. */
export function useConfig(): PublicConfig {
  const config = useContext(ConfigContext);
  if (!config) throw new Error("useConfig needs <Providers> around it");
  return config;
}
