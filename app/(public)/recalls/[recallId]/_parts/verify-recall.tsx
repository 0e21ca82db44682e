import { Section } from "@/app/_components/register/section.tsx";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { Verify, VerifyItem } from "@/app/_components/ui/disclosure.tsx";
import { formatCount } from "@/app/_lib/format.ts";
import type { CheckedNotice } from "@/app/_lib/notices.ts";
import { publicConfig } from "@/app/_lib/server.ts";
import type { RecallView } from "@/lib/feed/wire.ts";

/** For those who do not take this page's word. */
export function VerifyRecall({ recall, checked }: { recall: RecallView; checked: CheckedNotice }) {
  const { chainId, contracts } = publicConfig();
  return (
    <Section
      id="verify"
      title="Check it yourself"
      lead="The case stands on a public chain. These are its records; the notice can be fetched and its digest computed."
    >
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
        <VerifyItem term="Recompute the figures">
          <code className="rounded-sm bg-sunken px-1.5 py-0.5 font-mono text-[0.9em]">muster recall status {recall.id}</code>
        </VerifyItem>
      </Verify>
    </Section>
  );
}
