"use client";

import { Button } from "./ui/button.tsx";
import { ErrorNotice } from "./ui/error-notice.tsx";

type Props = { error: Error & { digest?: string }; retry: () => void };

/** Something broke on the server. Its message stays there; the number finds it in the log. */
export function ErrorPage({ error, retry }: Props) {
  return (
    <div className="frame max-w-3xl py-16">
      <h1 className="font-semibold text-3xl tracking-tight">This page cannot be shown right now</h1>
      <div className="mt-6">
        <ErrorNotice
          error={{
            message: "The register did not answer.",
            why: "It may be restarting, or it may not have caught up with the chain yet.",
            remedy: "Wait a moment and try again. What is recorded is safe: it does not depend on this site.",
          }}
          action={<Button onClick={retry}>Try again</Button>}
        />
      </div>
      {error.digest ? <p className="mt-4 text-ink-soft text-sm">If it stays like this, report number {error.digest}.</p> : null}
    </div>
  );
}
