"use client";

import { useMutation } from "@tanstack/react-query";
import { bytesToHex, type Hex } from "viem";

export type NamedFile = { name: string; size: number; digest: Hex };

/** SHA-256 of a file, computed by the browser: the file stays on this computer. */
export const useFileDigest = () =>
  useMutation({
    mutationFn: async (file: File): Promise<NamedFile> => {
      const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
      return { name: file.name, size: file.size, digest: bytesToHex(new Uint8Array(digest)) };
    },
  });
