import type { Metadata } from "next";
import { AppLink } from "../../../_components/app-link.tsx";
import { Button } from "../../../_components/ui/button.tsx";

export const metadata: Metadata = { title: "Mails ended", robots: { index: false } };

export default function UnsubscribedPage() {
  return (
    <div className="py-10">
      <h1 className="font-semibold text-3xl tracking-tight">No more mails</h1>
      <p className="mt-3 max-w-prose text-ink-soft leading-relaxed">
        The address is erased. A mail that was already on its way may still arrive. If one of your devices is recalled, its notice waits in
        your inbox here; you can leave an address again whenever you want.
      </p>
      <div className="mt-6 flex flex-wrap gap-3">
        <Button asChild>
          <AppLink href="/my/settings">Leave an address again</AppLink>
        </Button>
        <Button asChild variant="secondary">
          <AppLink href="/">Look up a device</AppLink>
        </Button>
      </div>
    </div>
  );
}
