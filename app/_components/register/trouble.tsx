import { Alert } from "@/app/_components/ui/alert.tsx";

/** In place of what could not be read. Nothing is guessed and nothing old is shown. */
export function Trouble({ what = "This" }: { what?: string }) {
  return (
    <Alert tone="warning" title={`${what} cannot be shown at the moment.`}>
      <p>The service that reads the register does not answer. What is recorded is safe: it does not depend on this site.</p>
      <p className="mt-1">Load the page again in a moment.</p>
    </Alert>
  );
}

/** The whole page, when nothing of it could be read. */
export const TroublePage = ({ what }: { what: string }) => (
  <div className="frame max-w-3xl py-16">
    <h1 className="mb-6 font-semibold text-3xl tracking-tight">{what}</h1>
    <Trouble what="This page" />
  </div>
);
