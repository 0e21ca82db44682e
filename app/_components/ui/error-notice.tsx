import type { ReactNode } from "react";
import { Alert } from "./alert.tsx";

/** An error from the table in lib/domain/errors.ts, as an object or as it came over the wire. */
export type Problem = { message: string; why: string; remedy: string };

/** What happened, why, and what to do: every error that reaches a person is shown by this. */
export function ErrorNotice({ error, action }: { error: Problem; action?: ReactNode }) {
  return (
    <Alert tone="danger" title={error.message} role="alert">
      <p>{error.why}</p>
      <p className="mt-1">{error.remedy}</p>
      {action ? <div className="mt-3">{action}</div> : null}
    </Alert>
  );
}
