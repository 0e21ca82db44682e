"use client";

import { useMutation } from "@tanstack/react-query";
import { browserFeed } from "@/app/_lib/api.ts";
import { parseAdvisory } from "@/lib/domain/advisory.ts";
import { CSAF_MAX_CHARACTERS, type CsafAdvisory } from "@/lib/domain/csaf.ts";
import { MusterError } from "@/lib/domain/errors.ts";
import { type Found, findProducts } from "@/lib/feed/found.ts";

export type FoundAdvisory = { advisory: CsafAdvisory; found: Found };

/** Reads a file here in the browser, and asks the register for what it names. The file itself is sent nowhere. */
export const useFound = () =>
  useMutation({
    mutationFn: async (file: File): Promise<FoundAdvisory> => {
      if (file.size > CSAF_MAX_CHARACTERS) throw new MusterError("advisory-invalid", { problem: "it is longer than 16 MiB" });
      const advisory = parseAdvisory(await file.text());
      return { advisory, found: await findProducts(browserFeed, advisory.products) };
    },
  });
