import { OrganizationName } from "@/app/_components/register/names.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { FAMILY_WORDS, memberLink } from "@/app/_lib/network-words.ts";
import { asciiDomain, readable, readableReason } from "@/app/_lib/words.ts";
import type { NetworkView } from "@/lib/feed/wire.ts";

/** Bytes of a reply at most. Twin: `Networks`. */
const MAX_TEXT = 1_000;

/** What the network's operator says: its answers, and its memberships as claims. */
export function OperatorWords({ network: { replies, memberships } }: { network: NetworkView }) {
  return (
    <Section id="operator" title="What its operator says" lead="An operator's own words. No verdict follows from them.">
      {replies.length === 0 && memberships.length === 0 ? <p className="text-ink-soft">Nothing so far.</p> : null}
      {memberships.length > 0 ? <Memberships of={memberships} /> : null}
      {replies.length > 0 ? <Replies of={replies} /> : null}
    </Section>
  );
}

const Memberships = ({ of }: { of: NetworkView["memberships"] }) => (
  <ul className="mb-5 flex flex-col gap-2">
    {of.map(({ operator, programme, since, link, at }) => (
      <li key={readable(programme)} className="break-words">
        <OrganizationName organization={operator} />{" "}
        {since === null ? (
          <>
            says that it is no member of <bdi>{readable(programme)}</bdi> any more
          </>
        ) : (
          <>
            claims to be a member of <bdi>{readable(programme)}</bdi> since <Day at={since} />
          </>
        )}{" "}
        (<Day at={at} />
        ). A claim, not a measurement; the programme's own list: <ListLink link={link} />
      </li>
    ))}
  </ul>
);

function ListLink({ link }: { link: string }) {
  const url = memberLink(link);
  if (!url) return <bdi>{readable(link)}</bdi>;
  return (
    <a href={url.href} rel="nofollow noopener noreferrer" className="link">
      {asciiDomain(url.hostname)}
    </a>
  );
}

const Replies = ({ of }: { of: NetworkView["replies"] }) => (
  <ul className="flex flex-col gap-3">
    {of.map(({ operator, family, wantsRetest, text, at }) => (
      <li key={`${at} ${readableReason(text)}`} className="break-words">
        <OrganizationName organization={operator} /> (<Day at={at} />, {family ? FAMILY_WORDS[family] : "IPv4 and IPv6"}
        ): “{readableReason(text, MAX_TEXT)}”{wantsRetest ? " It asked for a retest." : ""}
      </li>
    ))}
  </ul>
);
