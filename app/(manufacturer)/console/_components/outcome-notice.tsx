import { AppLink } from "@/app/_components/app-link.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import type { Step } from "@/lib/chain/draft.ts";
import type { Outcome } from "./use-recall-acts.ts";

const DONE: Record<Step["step"], string> = { open: "is open", amend: "is amended", close: "is closed", withdraw: "is withdrawn" };

/** How drafting or releasing ended, and where it goes on. */
export function OutcomeNotice({ outcome }: { outcome: Outcome }) {
  if ("drafted" in outcome)
    return (
      <Alert tone="success" role="status" title="The draft is announced and waits for a colleague to release it.">
        <p>Its content stays within your organisation until then.</p>
        <Button asChild size="sm" className="mt-3">
          <AppLink href="/console/recalls">To the recalls</AppLink>
        </Button>
      </Alert>
    );
  const isTold = outcome.step === "open" || outcome.step === "amend";
  return (
    <Alert tone="success" role="status" title={`Recall ${outcome.recall} ${DONE[outcome.step]}.`}>
      <p>{isTold ? "Owners are told as soon as the entry is final." : "Its history and its figures stay on its page."}</p>
      <Button asChild size="sm" className="mt-3">
        <AppLink href={`/recalls/${outcome.recall}`}>See the recall's page</AppLink>
      </Button>
    </Alert>
  );
}
