"use client";

import type { ReactNode } from "react";
import { ConfigContext } from "@/app/_hooks/use-config.ts";
import type { PublicConfig } from "@/app/_lib/public-config.ts";

/** The deployment, for every client component of a page. */
export const ConfigProvider = ({ config, children }: { config: PublicConfig; children: ReactNode }) => (
  <ConfigContext value={config}>{children}</ConfigContext>
);
