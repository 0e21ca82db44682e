"use client";

import { Inbox } from "lucide-react";
import type { Address } from "viem";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { RequireSignIn } from "@/app/_components/wallet/require-sign-in.tsx";
import { RequireWallet } from "@/app/_components/wallet/require-wallet.tsx";
import { useDevicesOf } from "@/app/_hooks/use-feed.ts";
import { useInbox } from "@/app/_hooks/use-personal.ts";
import { InboxItem } from "./inbox-item.tsx";

export const MyInbox = () => (
  <RequireWallet why="Notices are kept for the account that owns the device.">
    {(owner) => (
      <RequireSignIn account={owner} why="Nobody but you can read your notices here.">
        <InboxOf owner={owner} />
      </RequireSignIn>
    )}
  </RequireWallet>
);

function InboxOf({ owner }: { owner: Address }) {
  const { inbox, markRead } = useInbox(owner);
  const devices = useDevicesOf(owner);
  if (inbox.isPending || devices.isPending)
    return (
      <div className="flex flex-col gap-3" role="status">
        <span className="sr-only">Loading your notices</span>
        <Skeleton className="h-20" />
        <Skeleton className="h-20" />
      </div>
    );
  if (inbox.error) return <ProblemNotice error={inbox.error} />;
  if (inbox.data.length === 0)
    return (
      <EmptyState icon={Inbox} title="No notices yet">
        If a device of yours is recalled, the notice appears here a few seconds later, and in your mail if you left an address.
      </EmptyState>
    );
  return (
    <ul className="flex flex-col gap-3">
      {inbox.data.map((item) => (
        <li key={item.id}>
          <InboxItem item={item} device={devices.data?.find(({ id }) => id === item.deviceId)} onRead={() => markRead.mutate(item.id)} />
        </li>
      ))}
    </ul>
  );
}
