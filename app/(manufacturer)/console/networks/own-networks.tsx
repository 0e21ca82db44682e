"use client";

import { Network } from "lucide-react";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Card, CardText, CardTitle } from "@/app/_components/ui/card.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { useNetworksOf } from "@/app/_hooks/use-feed.ts";
import { formatCount, formatDay } from "@/app/_lib/format.ts";
import { FAMILY_WORDS } from "@/app/_lib/network-words.ts";
import { readable } from "@/app/_lib/words.ts";
import { asNumber, formatAsn } from "@/lib/domain/ids.ts";
import type { NetworkView } from "@/lib/feed/wire.ts";
import { METHOD_WORDS } from "./network-fields.tsx";
import { MembershipDialog, ReplyDialog } from "./operator-dialogs.tsx";

/** An operator's networks, with what observers say of each. */
export function OwnNetworks({ operator }: { operator: number }) {
  const networks = useNetworksOf({ operator });
  if (networks.isPending) return <Skeleton className="h-48" />;
  if (!networks.data) return <Trouble what="The list of your networks" />;
  if (networks.data.length === 0)
    return (
      <EmptyState icon={Network} title="No network is assigned to you">
        Governance says who runs a network, after a look at the regional registry.
      </EmptyState>
    );
  return (
    <ul className="flex flex-col gap-6">
      {networks.data.map((network) => (
        <li key={network.asn}>
          <NetworkCard network={network} />
        </li>
      ))}
    </ul>
  );
}

function NetworkCard({ network: { asn: number, observations } }: { network: NetworkView }) {
  const asn = asNumber(number);
  const counting = observations.filter(({ discount }) => discount === null);
  return (
    <Card>
      <CardTitle>{formatAsn(asn)}</CardTitle>
      {counting.length === 0 ? (
        <CardText>Nobody has observed anything that counts now.</CardText>
      ) : (
        <ul className="mt-2 flex list-disc flex-col gap-1 pl-5 text-sm leading-relaxed marker:text-ink-soft">
          {counting.map(({ observer, family, method, blocked, received, last }) => (
            <li key={`${observer.id} ${family} ${method}`}>
              <bdi>{readable(observer.name)}</bdi>, {FAMILY_WORDS[family]}, {METHOD_WORDS[method]}: {formatCount(blocked)} blocked and{" "}
              {formatCount(received)} received, the newest on {formatDay(last)}.
            </li>
          ))}
        </ul>
      )}
      <div className="mt-4 flex flex-wrap gap-2">
        <ReplyDialog asn={asn} />
        <MembershipDialog asn={asn} />
      </div>
    </Card>
  );
}
