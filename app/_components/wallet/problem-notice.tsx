"use client";

import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { ErrorNotice } from "@/app/_components/ui/error-notice.tsx";
import { toProblem } from "@/app/_lib/problem.ts";

/** Any failure for the visitor's eyes. Declining in the wallet is a decision, not a fault, and is answered calmly. */
export function ProblemNotice({ error }: { error: unknown }) {
  const problem = toProblem(error);
  // These sentences are for those who run the site.
  if (problem.code.startsWith("api-")) return <Trouble />;
  if (problem.code !== "transaction-rejected") return <ErrorNotice error={problem} />;
  return (
    <Alert title={problem.message} role="status">
      <p>{problem.why}</p>
    </Alert>
  );
}
