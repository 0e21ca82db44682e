import { AppLink } from "@/app/_components/app-link.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import type { Outcome } from "./use-recall-acts.ts";

/** How drafting or releasing ended, and where it goes on. */
export function OutcomeNotice({ outcome }: { outcome: Outcome }) {
  const isOpen = "recall" in outcome;
  return (
    <Alert
      tone="success"
      role="status"
      title={isOpen ? `Recall ${outcome.recall} is open.` : "The draft is announced and waits for a colleague to release it."}
    >
      <p>{isOpen ? "Owners are told as soon as the entry is final." : "Its content stays within your organisation until then."}</p>
      <Button asChild size="sm" className="mt-3">
        <AppLink href={isOpen ? `/recalls/${outcome.recall}` : "/console/recalls"}>
          {isOpen ? "See the recall's page" : "To the recalls"}
        </AppLink>
      </Button>
    </Alert>
  );
}
