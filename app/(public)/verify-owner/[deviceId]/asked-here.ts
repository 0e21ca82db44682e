import { formatClaimCode } from "@/lib/domain/claim-code.ts";
import type { OwnershipQuestion } from "@/lib/domain/ownership-proof.ts";

/** Where a browser remembers that it asked a question. An answer to another's question proves nothing here. */
export const askedHere = ({ device, nonce, askedAt }: OwnershipQuestion): string => `asked.${device}.${formatClaimCode(nonce)}.${askedAt}`;
