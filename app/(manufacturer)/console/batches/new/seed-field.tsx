"use client";

import { KeyRound } from "lucide-react";
import { useState } from "react";
import { saveAs } from "@/app/_batch/save.ts";
import { Button } from "@/app/_components/ui/button.tsx";
import { DropZone } from "@/app/_components/ui/drop-zone.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { toProblem } from "@/app/_lib/problem.ts";
import { formatSeed, parseSeed, SEED_BYTES, SEED_FILE_MAX_BYTES } from "@/lib/domain/claim-seed.ts";

export type ChosenSeed = { name: string; seed: Uint8Array };

type Props = { chosen: ChosenSeed | null; onChange(chosen: ChosenSeed | null): void; problem?: string | null };

const NEW_NAME = "muster.seed";

/** The maker's master seed: chosen from a file, or made here and saved at once. It is held by this page only. */
export function SeedField({ chosen, onChange, problem }: Props) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isNew, setNew] = useState(false);

  const read = async (file: File) => {
    setNew(false);
    try {
      const text = file.size > SEED_FILE_MAX_BYTES ? "" : await file.text();
      onChange({ name: file.name, seed: parseSeed(text, file.name) });
      setRefusal(null);
    } catch (error) {
      onChange(null);
      setRefusal(toProblem(error).message);
    }
  };
  const make = () => {
    const seed = crypto.getRandomValues(new Uint8Array(SEED_BYTES));
    saveAs(new Blob([formatSeed(seed)]), NEW_NAME);
    onChange({ name: NEW_NAME, seed });
    setRefusal(null);
    setNew(true);
  };
  return (
    <div className="flex flex-col gap-3">
      <Field
        label="Master seed"
        hint="All claim codes come from it. It stays in this page until you close it: it is not stored in the browser and sent to nobody."
        error={refusal ?? problem}
        required
      >
        {(control) => <DropZone control={control} prompt="Drop the seed file here, or choose it" chosen={chosen?.name} onFile={read} />}
      </Field>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-soft text-sm">
        <span>Your first batch?</span>
        <Button variant="link" onClick={make}>
          <KeyRound aria-hidden />
          Make a new seed
        </Button>
      </div>
      {isNew ? (
        <p className="text-sm leading-relaxed" role="status">
          Saved as {NEW_NAME} among your downloads. Put it in a safe: whoever has it has every claim code, and without it no label can be
          printed again.
        </p>
      ) : null}
    </div>
  );
}
