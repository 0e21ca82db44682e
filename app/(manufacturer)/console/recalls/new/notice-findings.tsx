"use client";

import { Badge } from "@/app/_components/ui/badge.tsx";
import { Checkbox } from "@/app/_components/ui/choice.tsx";
import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import { formatUnits } from "@/app/_lib/format.ts";
import { type Finding, MARKETS, type Market } from "@/lib/domain/notice-lint.ts";
import type { useFindings } from "./use-findings.ts";

const MARKET_WORDS: Record<Market, string> = { eu: "European Union", us: "United States" };

type Props = ReturnType<typeof useFindings> & { problem: string | undefined };

/** The rules on recall notices of the markets in question, held against the text while it is written. */
export function NoticeFindings({ measure, markets, setMarkets, findings, isAccepted, setAccepted, problem }: Props) {
  const must = findings.filter(({ severity }) => severity === "must");
  const should = findings.filter(({ severity }) => severity === "should");
  const toggle = (market: Market) => setMarkets(MARKETS.filter((known) => (known === market) !== markets.includes(known)));
  return (
    <section aria-labelledby="findings" className="rounded-lg border bg-surface p-4 sm:p-5">
      <h3 id="findings" className="font-semibold tracking-tight">
        Rules on recall notices
      </h3>
      <fieldset className="mt-2 flex flex-wrap gap-x-6">
        <legend className="sr-only">Sold in</legend>
        {MARKETS.map((market) => (
          <Checkbox key={market} checked={markets.includes(market)} onChange={() => toggle(market)}>
            {MARKET_WORDS[market]}
          </Checkbox>
        ))}
      </fieldset>
      <p className="mt-2 text-sm leading-relaxed" aria-live="polite">
        {findings.length === 0
          ? "Nothing in the text is against these rules."
          : `${formatUnits(must.length, "rule")} broken, ${formatUnits(should.length, "hint")}.`}
        {measure === "recall" ? null : " They bind recalls; for any other measure they are advice."}
      </p>
      {must.length > 0 ? (
        <>
          <FindingList findings={must} />
          <Checkbox checked={isAccepted} aria-invalid={problem ? true : undefined} onChange={(event) => setAccepted(event.target.checked)}>
            Draft it all the same: the rule does not apply here, or people have to be told at once
          </Checkbox>
          {problem ? (
            <p className="text-danger text-sm" role="alert">
              {problem}
            </p>
          ) : null}
        </>
      ) : null}
      {should.length > 0 ? (
        <Disclosure summary="What to consider" className="mt-3">
          <FindingList findings={should} />
        </Disclosure>
      ) : null}
    </section>
  );
}

const FindingList = ({ findings }: { findings: Finding[] }) => (
  <ul className="mt-3 divide-y border-t text-sm">
    {findings.map(({ rule, field, words, says, instead, severity }) => (
      <li key={`${rule} ${field} ${words?.at} ${says}`} className="py-2.5 leading-snug">
        <p>
          {severity === "must" ? <Badge tone="affected">Must</Badge> : null}{" "}
          {words?.text && words.text.length < 60 ? <strong className="font-medium">“{words.text}” </strong> : null}
          {says} {instead}
        </p>
        <p className="mt-0.5 text-ink-soft">{rule}</p>
      </li>
    ))}
  </ul>
);
