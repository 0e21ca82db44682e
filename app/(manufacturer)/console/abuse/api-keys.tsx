"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Address } from "viem";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Card, CardText, CardTitle } from "@/app/_components/ui/card.tsx";
import { CopyButton } from "@/app/_components/ui/copy-button.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { PERSONAL } from "@/app/_hooks/use-session.ts";
import { callApi } from "@/app/_lib/api.ts";
import type { AbuseKey } from "@/lib/store/abuse.ts";

/** The keys with which programs hand in reports. A new one is shown once, because only its hash is kept. */
export function ApiKeys({ org, account }: { org: number; account: Address }) {
  const queries = useQueryClient();
  const queryKey = [PERSONAL, account, "abuse-keys", org];
  const renew = () => queries.invalidateQueries({ queryKey });
  const keys = useQuery({ queryKey, queryFn: () => callApi<{ items: AbuseKey[] }>("GET", `abuse/keys?org=${org}`) });
  const make = useMutation({ mutationFn: () => callApi<{ key: string }>("POST", "abuse/keys", { orgId: org }), onSuccess: renew });
  const revoke = useMutation({ mutationFn: (id: string) => callApi("DELETE", `abuse/keys?org=${org}&id=${id}`), onSuccess: renew });
  const error = keys.error ?? make.error ?? revoke.error;
  return (
    <Card>
      <CardTitle>Keys for your programs</CardTitle>
      <CardText>A program sends one with each report. Revoke a key as soon as somebody may have it who should not.</CardText>
      {error ? (
        <div className="mt-4">
          <ProblemNotice error={error} />
        </div>
      ) : null}
      {make.data ? (
        <Alert tone="warning" title="Copy the key now. It is not shown again." className="mt-4" role="status">
          <code className="mt-1 block select-all break-all text-sm">{make.data.key}</code>
          <div className="mt-2">
            <CopyButton text={make.data.key} label="Copy the key" />
          </div>
        </Alert>
      ) : null}
      {keys.isPending ? <Skeleton className="mt-4 h-16" /> : null}
      <ul className="mt-4 divide-y">
        {(keys.data?.items ?? []).map(({ id, createdAt }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-2 text-sm">
            <span>
              Made on <Day at={createdAt} /> <span className="text-ink-soft">({id.slice(0, 8)})</span>
            </span>
            <Button variant="secondary" size="sm" disabled={revoke.isPending} onClick={() => revoke.mutate(id)}>
              <span>
                Revoke<span className="sr-only"> key {id.slice(0, 8)}</span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
      {keys.data?.items.length === 0 ? <p className="text-ink-soft text-sm">No key is in force.</p> : null}
      <Button className="mt-4" disabled={make.isPending} onClick={() => make.mutate()}>
        Make a key
      </Button>
    </Card>
  );
}
