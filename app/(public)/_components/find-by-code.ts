import type { Problem } from "@/app/_components/ui/error-notice.tsx";
import { callApi } from "@/app/_lib/api.ts";
import { parseClaimCode } from "@/lib/domain/claim-code.ts";
import { MusterError } from "@/lib/domain/errors.ts";
import { claimKey } from "@/lib/domain/unit.ts";

/** The unit, or what is wrong with the code, or why nobody knows. */
export type FoundByCode = { deviceId: string } | { complaint: string } | { problem: Problem };

/** Asks which unit a claim code opens. Only the address of its key is sent. */
export async function findByCode(text: string): Promise<FoundByCode> {
  try {
    return await callApi<{ deviceId: string }>("POST", "resolve", { claimKey: claimKey(parseClaimCode(text)) });
  } catch (error) {
    if (!(error instanceof MusterError)) throw error;
    return error.code.startsWith("claim-code-") ? { complaint: `${error.message} ${error.remedy}` } : { problem: error };
  }
}
