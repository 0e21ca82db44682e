"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Address } from "viem";
import { Card, CardText, CardTitle } from "@/app/_components/ui/card.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input, Select } from "@/app/_components/ui/input.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { PERSONAL } from "@/app/_hooks/use-session.ts";
import { callApi } from "@/app/_lib/api.ts";
import { formatCount } from "@/app/_lib/format.ts";
import { dayInWords } from "@/lib/domain/language.ts";
import { weekOf, weekStart } from "@/lib/domain/week.ts";
import { PublishWeek, type WeekView } from "./publish-week.tsx";

const WEEKS = 9;

/** What happened in a week in the operator's network, as it may be published. */
export function WeekCounts({ org, account }: { org: number; account: Address }) {
  const [present] = useState(() => weekOf(Date.now() / 1000));
  const [week, setWeek] = useState(present);
  const [asn, setAsn] = useState("");
  const network = /^(AS)?\d+$/i.test(asn.trim()) ? `&asn=${asn.trim()}` : "";
  const counts = useQuery({
    queryKey: [PERSONAL, account, "abuse-week", org, week, network],
    queryFn: () => callApi<WeekView>("GET", `abuse/weeks?org=${org}&week=${week}${network}`),
    retry: false,
  });
  return (
    <Card>
      <CardTitle>Counts by week</CardTitle>
      <CardText>
        Reports that came in, were tied to a device, and closed because it was fixed, by model. Numbers under 5 are shown as 0 and published
        so, because they could point at a person.
      </CardText>
      <div className="mt-4 grid gap-4 sm:grid-cols-2">
        <Field label="Week">
          {(control) => (
            <Select {...control} value={week} onChange={(event) => setWeek(Number(event.target.value))}>
              {Array.from({ length: WEEKS }, (_, i) => present - i).map((one) => (
                <option key={one} value={one}>
                  {one}, from {dayInWords(weekStart(one), "en")}
                  {one === present ? " (not over)" : ""}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Network" hint="Only where you run several.">
          {(control) => <Input {...control} value={asn} onChange={(event) => setAsn(event.target.value)} placeholder="AS64500" />}
        </Field>
      </div>
      <div className="mt-4">
        {counts.isPending ? <Skeleton className="h-24" /> : null}
        {counts.error ? <ProblemNotice error={counts.error} /> : null}
        {counts.data ? <Counts view={counts.data} isOver={week < present} /> : null}
      </div>
    </Card>
  );
}

function Counts({ view, isOver }: { view: WeekView; isOver: boolean }) {
  return (
    <>
      {view.counts.length === 0 ? (
        <p className="text-ink-soft text-sm">Nothing that may be shown: no number of AS{view.asn} reaches 5 in this week.</p>
      ) : (
        <Table caption={`AS${view.asn} in week ${view.week}`}>
          <TableHead>
            <tr>
              <TableHeader>Model</TableHeader>
              <TableHeader numeric>Reported</TableHeader>
              <TableHeader numeric>Tied to a device</TableHeader>
              <TableHeader numeric>Closed</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {view.counts.map(({ modelId, reported, claimed, remedied }) => (
              <TableRow key={modelId ?? "unknown"}>
                <TableHeader scope="row">{modelId ?? "not known"}</TableHeader>
                <TableCell numeric>{formatCount(reported)}</TableCell>
                <TableCell numeric>{formatCount(claimed)}</TableCell>
                <TableCell numeric>{formatCount(remedied)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {isOver ? <PublishWeek view={view} /> : <p className="mt-3 text-ink-soft text-sm">It can be published when it is over.</p>}
    </>
  );
}
