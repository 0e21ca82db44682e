import { Section } from "@/app/_components/register/section.tsx";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { Verify, VerifyItem } from "@/app/_components/ui/disclosure.tsx";
import { METHOD_WORDS } from "@/app/_lib/network-words.ts";
import { publicConfig } from "@/app/_lib/server.ts";
import { readable } from "@/app/_lib/words.ts";
import type { NetworkView } from "@/lib/feed/wire.ts";

/** What somebody needs who does not take our word for it. */
export function VerifyNetwork({ network: { observations, history } }: { network: NetworkView }) {
  const { chainId, contracts } = publicConfig();
  return (
    <Section id="verify" title="Check it yourself">
      <Verify label="Show transactions, keys and digests of reports">
        <VerifyItem term="Contract">
          <Copy value={contracts.Networks} what="address of the contract" />
        </VerifyItem>
        <VerifyItem term="Chain">{chainId}</VerifyItem>
        {observations.map(({ observer, family, method, evidence, author }) => (
          <VerifyItem key={`${observer.id} ${family} ${method}`} term={`${readable(observer.name)}, ${family}, ${METHOD_WORDS[method]}`}>
            Report <Copy value={evidence} what="digest of the report" ends={10} />, recorded by{" "}
            <Copy value={author} what="observer's key" />
          </VerifyItem>
        ))}
        {history.map(({ id, name, tx }) => (
          <VerifyItem key={id} term={name}>
            <Copy value={tx} what="transaction" ends={10} />
          </VerifyItem>
        ))}
      </Verify>
    </Section>
  );
}
