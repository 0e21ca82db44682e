"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { oncePerBrowser } from "@/app/_lib/once-per-browser.ts";
import { MusterError } from "@/lib/domain/errors.ts";

/** Only what may succeed without any change is asked again; a person waits for the rest in vain. */
const isWorthAnotherTry = (failures: number, error: unknown): boolean =>
  failures < 2 && (!(error instanceof MusterError) || error.retryable);

const queries = oncePerBrowser(
  () => new QueryClient({ defaultOptions: { queries: { staleTime: 2_000, retry: isWorthAnotherTry, refetchOnWindowFocus: true } } }),
);

/** The cache of what components have asked for. */
export const QueriesProvider = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={queries()}>{children}</QueryClientProvider>
);
