"use client";

import { useMutation } from "@tanstack/react-query";
import { saveAs } from "@/app/_batch/save.ts";
import { Button } from "@/app/_components/ui/button.tsx";
import { Card, CardText, CardTitle } from "@/app/_components/ui/card.tsx";
import { ErrorNotice } from "@/app/_components/ui/error-notice.tsx";
import { fetchDocument } from "@/app/_lib/documents.ts";
import { toProblem } from "@/app/_lib/problem.ts";
import { declarationJson } from "@/lib/domain/declaration.ts";
import type { DeclarationDraft } from "@/lib/domain/declaration-draft.ts";
import { MusterError } from "@/lib/domain/errors.ts";
import type { ModelView } from "@/lib/feed/wire.ts";
import { takenOver } from "./declaration-form.ts";

type Props = { model: ModelView; blank: DeclarationDraft; draft: DeclarationDraft; onTake(draft: DeclarationDraft): void };

/** Where the form may begin, and how it is passed on: several people answer 68 provisions, and not in one sitting. */
export function Begin({ model, blank, draft, onTake }: Props) {
  const take = useMutation({
    mutationFn: async (read: () => Promise<Uint8Array>) => {
      const taken = takenOver(blank, declarationJson(await read()));
      if (!taken) throw new MusterError("declaration-invalid", { problem: "it is no muster-declaration/1" });
      onTake(taken);
    },
  });
  const present = model.declaration;
  return (
    <Card>
      <CardTitle>Where to begin</CardTitle>
      <CardText>
        What is typed is kept in this tab. To go on elsewhere, or to let a colleague fill in their part, save it as a file and open that
        there.
      </CardText>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        {present ? (
          <Button variant="secondary" disabled={take.isPending} onClick={() => take.mutate(() => fetchDocument(present.digest))}>
            Begin with version {present.version}
          </Button>
        ) : null}
        <Button asChild variant="secondary" className="relative cursor-pointer has-focus-visible:outline-2">
          <label>
            Open a file
            <input
              type="file"
              accept="application/json,.json"
              className="absolute inset-0 cursor-pointer opacity-0"
              onChange={(event) => {
                const file = event.target.files?.[0];
                if (file) take.mutate(async () => new Uint8Array(await file.arrayBuffer()));
                event.target.value = "";
              }}
            />
          </label>
        </Button>
        <Button
          variant="secondary"
          onClick={() =>
            saveAs(new Blob([`${JSON.stringify(draft, null, 2)}\n`], { type: "application/json" }), `declaration-${model.id}.json`)
          }
        >
          Save as a file
        </Button>
      </div>
      {take.isError ? (
        <div className="mt-4">
          <ErrorNotice error={toProblem(take.error)} />
        </div>
      ) : null}
      {take.isSuccess ? (
        <p className="mt-3 text-ink-soft text-sm" role="status">
          The fields below are filled from it.
        </p>
      ) : null}
    </Card>
  );
}
