import { parseClaimCode } from "./claim-code.ts";
import { claimCodeOf, parseDigitalLink } from "./digital-link.ts";

/** What a symbol that a camera read is good for when somebody wants to claim a device. */
export type ScannedCode =
  | { is: "code"; code: Uint8Array }
  /** A label of a product that carries no claim code, such as the one outside on the device. */
  | { is: "label" }
  /** A claim code that was misprinted or misread. */
  | { is: "damaged" }
  | { is: "other" };

/** Reads a label's link with its code behind the #, or a code alone. The host is not judged: it is not visited. */
export function scannedCode(text: string): ScannedCode {
  const trimmed = text.trim();
  if (!/^[a-z]+:\/\//i.test(trimmed)) {
    const code = attempt(() => parseClaimCode(trimmed));
    return code ? { is: "code", code } : { is: "other" };
  }
  const link = attempt(() => parseDigitalLink(trimmed, { padGtin: true }));
  if (!link) return { is: "other" };
  if (link.fragment === undefined) return { is: "label" };
  const code = attempt(() => claimCodeOf(link));
  return code ? { is: "code", code } : { is: "damaged" };
}

/** Null where a reader refuses: every refusal means the same here. */
function attempt<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}
