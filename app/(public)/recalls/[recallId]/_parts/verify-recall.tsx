import type { ReactNode } from "react";
import { Section } from "@/app/_components/register/section.tsx";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { Verify, VerifyItem } from "@/app/_components/ui/disclosure.tsx";
import { env } from "@/app/_lib/env.ts";
import { formatCount } from "@/app/_lib/format.ts";
import type { CheckedNotice } from "@/app/_lib/notices.ts";
import { publicConfig } from "@/app/_lib/server.ts";
import type { RecallView } from "@/lib/feed/wire.ts";
import { Recompute } from "./recompute.tsx";

const Command = ({ children }: { children: ReactNode }) => (
  <code className="wrap-anywhere rounded-sm bg-sunken px-1.5 py-0.5 font-mono text-[0.9em]">{children}</code>
);

/** For those who do not take this page's word. */
export function VerifyRecall({ recall, checked }: { recall: RecallView; checked: CheckedNotice }) {
  const { chainId, contracts } = publicConfig();
  return (
    <Section
      id="verify"
      title="Check it yourself"
      lead="The case stands on a public chain. Its figures can be computed again from there, without this site's database."
    >
      <div className="mb-6 space-y-4">
        <Recompute recallId={recall.id} />
        <p className="max-w-3xl text-ink-soft text-sm leading-relaxed">
          Whoever does not trust this site&rsquo;s code either can do the same from the command line, with any node of the chain:{" "}
          <Command>
            muster audit {recall.id} --rpc &lt;node&gt; --compare {new URL("/api/feed", env().MUSTER_PUBLIC_URL).href}
          </Command>
        </p>
        <p className="max-w-3xl text-ink-soft text-sm leading-relaxed">
          How many owners left an address and how many were told cannot be recomputed: that is personal and not on the chain. The operator
          of this site publishes these two figures.
        </p>
      </div>
      <Verify label="Show digests, transactions and addresses">
        <VerifyItem term="Notice (SHA-256)">
          <Copy value={recall.notice} what="digest of the notice" ends={10} />{" "}
          {checked.notice ? (
            <>
              matches{" "}
              <a href={`/documents/${recall.notice}`} className="link">
                the stored document
              </a>
            </>
          ) : (
            <span className="text-checking">could not be matched with a document</span>
          )}
        </VerifyItem>
        <VerifyItem term="Opened in transaction">
          <Copy value={recall.tx} what="transaction" ends={10} />
        </VerifyItem>
        <VerifyItem term="Block">{formatCount(recall.openedBlock)}</VerifyItem>
        <VerifyItem term="Released by">
          <Copy value={recall.author} what="address" />
        </VerifyItem>
        <VerifyItem term="Contract">
          <Copy value={contracts.Recalls} what="address of the contract" />
        </VerifyItem>
        <VerifyItem term="Chain">{chainId}</VerifyItem>
      </Verify>
    </Section>
  );
}
