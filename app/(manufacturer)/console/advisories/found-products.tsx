"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/app/_components/ui/button.tsx";
import { keep } from "@/app/_hooks/use-kept.ts";
import { readable } from "@/app/_lib/words.ts";
import type { CsafAdvisory } from "@/lib/domain/csaf.ts";
import { noticeFromCsaf } from "@/lib/domain/csaf-notice.ts";
import { MAX_SCOPE_ITEMS, type Match, type MatchedProduct, scopeFound } from "@/lib/domain/product-match.ts";
import { toWire } from "@/lib/feed/scope-item.ts";
import { useConsole } from "../_components/console-context.ts";
import { PreviewPanel } from "../_components/preview-panel.tsx";
import { formFromAdvisory } from "../_components/recall-notice.ts";
import { MatchList } from "./match-list.tsx";

const keyOf = (product: MatchedProduct, match: Match): string => `${product.product.id}|${match.model.id}`;
const isCertain = ({ questions, scope }: Match): boolean => questions.length === 0 && scope.length > 0;

/** The products that were found, which of them are meant, and whom that reaches. */
export function FoundProducts({ advisory, hits }: { advisory: CsafAdvisory; hits: MatchedProduct[] }) {
  const { organization, may } = useConsole();
  const router = useRouter();
  const [taken, setTaken] = useState<ReadonlySet<string>>(
    () => new Set(hits.flatMap((hit) => hit.matches.filter(isCertain).map((match) => keyOf(hit, match)))),
  );
  const toggle = (key: string) =>
    setTaken((before) => (before.has(key) ? new Set([...before].filter((other) => other !== key)) : new Set([...before, key])));

  const chosen = hits.map((hit) => ({ ...hit, matches: hit.matches.filter((match) => taken.has(keyOf(hit, match))) }));
  const scope = scopeFound(chosen).possible.map(toWire);
  // A maker can recall its own products only; what is others' is counted all the same.
  const isOwn = ({ model }: Match): boolean => organization.kind === "regulator" || model.id.startsWith(`${organization.id}-`);
  const recallable = scopeFound(chosen.map((hit) => ({ ...hit, matches: hit.matches.filter(isOwn) }))).possible.map(toWire);

  const compose = () => {
    const form = formFromAdvisory(noticeFromCsaf(advisory), readable(organization.name));
    keep(`recall.${organization.id}`, { ...form, scope: recallable });
    router.push("/console/recalls/new");
  };
  const isTooLong = scope.length > MAX_SCOPE_ITEMS;
  return (
    <div className="mt-6 grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <MatchList hits={hits} isTaken={(hit, match) => taken.has(keyOf(hit, match))} onToggle={(hit, match) => toggle(keyOf(hit, match))} />
      <div className="flex flex-col gap-4 lg:sticky lg:top-32">
        {isTooLong ? (
          <p className="text-danger text-sm">A recall has at most {MAX_SCOPE_ITEMS} entries. Choose fewer, and make several recalls.</p>
        ) : (
          <PreviewPanel scope={scope} />
        )}
        {may("recall-draft") ? (
          <Button size="lg" disabled={recallable.length === 0 || isTooLong} onClick={compose}>
            Compose a recall of these
          </Button>
        ) : null}
        {recallable.length < scope.length ? (
          <p className="text-ink-soft text-sm leading-relaxed">
            Some of these are products of other makers. They, or a regulator, can recall them; your recall names your own.
          </p>
        ) : null}
      </div>
    </div>
  );
}
