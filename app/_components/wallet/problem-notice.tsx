"use client";

import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { ErrorNotice } from "@/app/_components/ui/error-notice.tsx";
import { toProblem } from "@/app/_lib/problem.ts";

const DECLINED: readonly string[] = ["transaction-rejected", "passkey-declined"];

/** Any failure for the visitor's eyes. Declining in the wallet is a decision, not a fault, and is answered calmly. */
export function ProblemNotice({ error }: { error: unknown }) {
  const problem = toProblem(error);
  // These sentences are for those who run the site.
  if (problem.code.startsWith("api-")) return <Trouble />;
  if (!DECLINED.includes(problem.code)) return <ErrorNotice error={problem} />;
  return (
    <Alert title={problem.message} role="status">
      <p>{problem.why}</p>
    </Alert>
  );
}
