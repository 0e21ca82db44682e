import { Section } from "@/app/_components/register/section.tsx";
import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import { env } from "@/app/_lib/env.ts";

/** The badge, and what another site writes to show it. */
export function EmbedBadge({ asn }: { asn: number }) {
  const address = `${env().MUSTER_PUBLIC_URL.replace(/\/+$/, "")}/networks/${asn}`;
  return (
    <Section id="badge" title="Show this elsewhere" lead="A picture of text that follows the register. It tells nobody who looked at it.">
      {/* biome-ignore lint/performance/noImgElement: a small picture of ours that must not be processed */}
      <img
        src={`/networks/${asn}/badge.svg`}
        alt={`What the register says of AS${asn} now`}
        width={400}
        height={74}
        className="max-w-full"
      />
      <Disclosure summary="For your own page" className="mt-4">
        <code className="block break-all rounded-md bg-sunken p-3 text-sm">
          {`<a href="${address}"><img src="${address}/badge.svg" alt="Source address validation of AS${asn}" width="400" height="74"></a>`}
        </code>
      </Disclosure>
    </Section>
  );
}
