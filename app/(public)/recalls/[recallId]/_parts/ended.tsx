import { Alert } from "@/app/_components/ui/alert.tsx";
import { readable } from "@/app/_lib/words.ts";
import type { RecallView } from "@/lib/feed/wire.ts";

/** That a case has ended, how and why, before anything else is read. */
export function Ended({ recall: { state, issuer, history } }: { recall: RecallView }) {
  if (state === "open") return null;
  const end = history.findLast(({ name }) => name === "RecallClosed" || name === "RecallWithdrawn");
  const reason = readable(String(end?.args.reason ?? ""));
  const isMistake = state === "withdrawn";
  return (
    <Alert
      tone={isMistake ? "warning" : "info"}
      title={isMistake ? "This recall was withdrawn: it was a mistake." : "This recall is closed."}
      className="mb-6"
    >
      {isMistake
        ? "Nothing has to be done because of it."
        : `${readable(issuer.name)} says that the work is done. The figures below show how far it came.`}{" "}
      {end ? <>Its reason: {reason}</> : null}
    </Alert>
  );
}
