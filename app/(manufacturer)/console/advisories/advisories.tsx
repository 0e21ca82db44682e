"use client";

import { SearchX } from "lucide-react";
import { useState } from "react";
import { DropZone } from "@/app/_components/ui/drop-zone.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { ErrorNotice } from "@/app/_components/ui/error-notice.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { formatUnits } from "@/app/_lib/format.ts";
import { toProblem } from "@/app/_lib/problem.ts";
import { readable } from "@/app/_lib/words.ts";
import { FoundProducts } from "./found-products.tsx";
import { LeftOver } from "./left-over.tsx";
import { type FoundAdvisory, useFound } from "./use-found.ts";

/** A file in, what the register holds of it out. */
export function Advisories() {
  const [name, setName] = useState<string | null>(null);
  const search = useFound();
  const take = (file: File) => {
    setName(file.name);
    search.mutate(file);
  };
  return (
    <div className="flex flex-col gap-8">
      <Field
        label="Advisory"
        hint="CSAF 2.0 or a CVE 5 record, as a JSON file. It is read in this browser and sent nowhere."
        className="max-w-2xl"
      >
        {(control) => (
          <DropZone
            control={control}
            prompt="Drop the file here, or choose it"
            chosen={name}
            accept=".json,application/json"
            onFile={take}
          />
        )}
      </Field>
      <div aria-live="polite">
        {search.isPending ? (
          <div role="status">
            <span className="sr-only">Looking for its products</span>
            <Skeleton className="h-64" />
          </div>
        ) : search.error ? (
          <ErrorNotice error={toProblem(search.error)} />
        ) : search.data ? (
          <Result key={search.submittedAt} {...search.data} />
        ) : null}
      </div>
    </div>
  );
}

function Result({ advisory, found }: FoundAdvisory) {
  const { tracking, title, publisher } = advisory.document;
  const hits = found.products.filter(({ matches }) => matches.length > 0);
  return (
    <article>
      <h2 className="font-semibold text-xl tracking-tight sm:text-2xl">{readable(title)}</h2>
      <p className="mt-1.5 text-ink-soft text-sm">
        {readable(tracking.id)}, published by {readable(publisher.name)}. It names {formatUnits(advisory.products.length, "product")};{" "}
        {hits.length === 0 ? "none is" : hits.length === 1 ? "1 is" : `${hits.length} are`} in the register.
      </p>
      {hits.length > 0 ? (
        <FoundProducts advisory={advisory} hits={hits} />
      ) : (
        <div className="mt-6">
          <EmptyState icon={SearchX} title="Nothing in the register fits">
            None of its products has the number, or the maker and name, of a registered model. That is no proof that nothing is affected:
            see the list below.
          </EmptyState>
        </div>
      )}
      <LeftOver products={found.leftOver} />
    </article>
  );
}
