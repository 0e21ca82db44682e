import type { Metadata } from "next";
import { Button } from "../../../_components/ui/button.tsx";

export const metadata: Metadata = { title: "End mails", robots: { index: false }, referrer: "no-referrer" };

export default async function UnsubscribePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return (
    <div className="py-10">
      <h1 className="font-semibold text-3xl tracking-tight">End mails about recalls?</h1>
      <p className="mt-3 max-w-prose text-ink-soft leading-relaxed">
        Your address is erased from this register, and no mail goes to it any more, also none that warns of a danger. Notices still wait in
        your inbox here when you sign in.
      </p>
      <form method="post" action={`/api/unsubscribe/${encodeURIComponent(token)}`} className="mt-6">
        <Button type="submit">End mails to this address</Button>
      </form>
    </div>
  );
}
