"use client";

import { Building2 } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import type { Address } from "viem";
import { OrganizationName } from "@/app/_components/register/names.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Badge } from "@/app/_components/ui/badge.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Select } from "@/app/_components/ui/input.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { RequireWallet } from "@/app/_components/wallet/require-wallet.tsx";
import { useSignerWord } from "@/app/_components/wallet/signer-word.tsx";
import { useOrganizationsOf } from "@/app/_hooks/use-feed.ts";
import { PERMISSION_WORDS, readable } from "@/app/_lib/words.ts";
import type { Permission } from "@/lib/domain/kinds.ts";
import type { OrganizationView } from "@/lib/feed/wire.ts";
import { type Console, ConsoleContext } from "./console-context.ts";

const Loading = () => (
  <div className="flex flex-col gap-4 pt-10" role="status">
    <h1 className="sr-only">Loading the console</h1>
    <Skeleton className="h-14" />
    <Skeleton className="h-64" />
  </div>
);

/** Lets in who acts for an organisation. What each of them may do is judged by the contracts; here it is only shown. */
export const ConsoleGate = ({ children }: { children: ReactNode }) => (
  <div className="frame pb-20">
    <RequireWallet why="The console is for the wallets that act for an organisation." fallback={<Loading />} heading={<Heading />}>
      {(account) => <ForAccount account={account}>{children}</ForAccount>}
    </RequireWallet>
  </div>
);

const Heading = () => (
  <PageHeader title="Console">
    <p>Batches, releases and recalls of an organisation, for the people who act for it.</p>
  </PageHeader>
);

function ForAccount({ account, children }: { account: Address; children: ReactNode }) {
  const signer = useSignerWord();
  const organizations = useOrganizationsOf(account);
  const [chosen, setChosen] = useState<number | null>(null);
  const organization = organizations.data?.find(({ id }) => id === chosen) ?? organizations.data?.[0];
  const value = useMemo<Console | null>(() => {
    if (!organization) return null;
    const isMe = (address: string | null): boolean => address?.toLowerCase() === account.toLowerCase();
    const rights = organization.operators.find((operator) => isMe(operator.account))?.permissions ?? [];
    const standing = { isAdmin: isMe(organization.admin), isOffered: isMe(organization.offeredAdmin) };
    return { account, organization, may: (permission) => rights.includes(permission), ...standing };
  }, [account, organization]);

  if (organizations.isPending) return <Loading />;
  if (!organizations.data)
    return (
      <>
        <Heading />
        <Trouble what="The console" />
      </>
    );
  if (!value)
    return (
      <>
        <Heading />
        <EmptyState icon={Building2} title={`This ${signer} acts for no organisation`}>
          An organisation's admin names the accounts that may act for it. If you own a device, see My devices instead.
        </EmptyState>
      </>
    );
  return (
    <ConsoleContext value={value}>
      <Standing value={value} all={organizations.data} onChoose={setChosen} />
      {children}
    </ConsoleContext>
  );
}

type StandingProps = { value: Console; all: OrganizationView[]; onChoose(id: number): void };

/** For whom the visitor acts here, and with which rights. */
function Standing({ value: { organization, may, isAdmin, isOffered }, all, onChoose }: StandingProps) {
  const rights = [
    ...(Object.keys(PERMISSION_WORDS) as Permission[]).filter(may).map((right) => PERMISSION_WORDS[right]),
    ...(isAdmin ? ["name its keys"] : []),
    ...(isOffered ? ["become its admin"] : []),
  ];
  return (
    <div className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border bg-surface px-4 py-3 text-sm">
      <Building2 className="size-5 text-ink-soft" aria-hidden />
      {all.length > 1 ? (
        <Field label="Organisation" hideLabel>
          {(control) => (
            <Select {...control} value={organization.id} onChange={(event) => onChoose(Number(event.target.value))}>
              {all.map(({ id, name }) => (
                <option key={id} value={id}>
                  {readable(name)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : (
        <OrganizationName organization={organization} className="font-medium" />
      )}
      {organization.suspended ? <Badge tone="affected">Suspended</Badge> : null}
      <span className="text-ink-soft">You may {rights.join(", ")}.</span>
    </div>
  );
}
