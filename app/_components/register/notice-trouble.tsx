import { FileWarning } from "lucide-react";
import { Alert } from "@/app/_components/ui/alert.tsx";
import type { CheckedNotice } from "@/app/_lib/notices.ts";

const TROUBLE = {
  missing: {
    title: "The text of this notice is not here.",
    text: "The register holds its digest only, and the document was not found in this site's store. Ask the issuer for it; it can be checked against the digest below.",
  },
  altered: {
    title: "The text of this notice was altered and is not shown.",
    text: "The stored document does not match the digest that the issuer recorded. Do not trust copies of it; ask the issuer.",
  },
  unreadable: {
    title: "This notice cannot be read.",
    text: "The document matches its digest, but it is not in the form of a notice. Ask the issuer for the text.",
  },
} as const;

/** Said plainly, because a notice that cannot be checked must not be read as one that was. */
export const NoticeTrouble = ({ state }: { state: Exclude<CheckedNotice["state"], "checked"> }) => (
  <Alert tone={state === "altered" ? "danger" : "warning"} title={TROUBLE[state].title}>
    <p>{TROUBLE[state].text}</p>
    <p className="mt-1 flex items-center gap-1.5 text-ink-soft">
      <FileWarning className="size-4" aria-hidden /> Which devices are meant does not depend on the text: that part of this page is
      complete.
    </p>
  </Alert>
);
