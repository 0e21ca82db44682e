"use client";

import { Alert } from "@/app/_components/ui/alert.tsx";
import { ErrorNotice } from "@/app/_components/ui/error-notice.tsx";
import { toProblem } from "@/app/_lib/problem.ts";

/** Any failure for the visitor's eyes. Declining in the wallet is a decision, not a fault, and is answered calmly. */
export function ProblemNotice({ error }: { error: unknown }) {
  const problem = toProblem(error);
  if (problem.code !== "transaction-rejected") return <ErrorNotice error={problem} />;
  return (
    <Alert title={problem.message} role="status">
      <p>{problem.why}</p>
    </Alert>
  );
}
