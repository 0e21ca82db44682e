"use client";

import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/app/_components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "@/app/_components/ui/dialog.tsx";
import { DropZone } from "@/app/_components/ui/drop-zone.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input, Select } from "@/app/_components/ui/input.tsx";
import { TransactionLife } from "@/app/_components/wallet/transaction-life.tsx";
import { useRecallsReaching } from "@/app/_hooks/use-feed.ts";
import { focusFirstProblem } from "@/app/_lib/focus-problem.ts";
import { formatBytes, formatDay, shorten } from "@/app/_lib/format.ts";
import { MEASURE_WORDS, readable } from "@/app/_lib/words.ts";
import type { ModelView } from "@/lib/feed/wire.ts";
import { useFileDigest } from "../_components/use-file-digest.ts";
import { usePublish } from "./use-publish.ts";

/** As the contract counts: bytes, not characters. */
const isVersion = (text: string): boolean => text !== "" && new TextEncoder().encode(text).length <= 64;

export function PublishDialog({ model }: { model: ModelView }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="secondary" size="sm">
          <Plus aria-hidden />
          <span>
            Publish a release<span className="sr-only"> of {model.name}</span>
          </span>
        </Button>
      </DialogTrigger>
      <DialogContent
        title={`Publish a release of ${model.name}`}
        description="Its version and its digest go to the public register; the image itself stays with you. A release cannot be changed afterwards."
      >
        <PublishForm model={model} />
      </DialogContent>
    </Dialog>
  );
}

function PublishForm({ model }: { model: ModelView }) {
  const { publish, sequence, state, isBusy, isPublished, isDone } = usePublish(model);
  const image = useFileDigest();
  const [version, setVersion] = useState("");
  const [fixes, setFixes] = useState(0);
  const [isJudged, setJudged] = useState(false);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setJudged(true);
    const chosen = image.data;
    if (!chosen || chosen.size === 0 || !isVersion(version.trim())) return focusFirstProblem(event.currentTarget);
    publish({ version: version.trim(), digest: chosen.digest, size: chosen.size, fixes });
  };
  const imageProblem = image.isError
    ? "The file cannot be read."
    : image.data?.size === 0
      ? "The file is empty."
      : isJudged && !image.data
        ? "Choose the image of this release."
        : null;

  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={isBusy || isPublished} className="flex flex-col gap-4">
        <Field
          label="Version"
          hint="As owners see it on their device, for example 1.2.0."
          error={isJudged && !isVersion(version.trim()) ? "Enter the version, at most 64 characters." : null}
          required
        >
          {(control) => <Input {...control} value={version} onChange={(event) => setVersion(event.target.value)} autoComplete="off" />}
        </Field>
        <Field label="Firmware image" hint="Only its SHA-256 is taken, here in the browser." error={imageProblem} required>
          {(control) => (
            <DropZone
              control={control}
              prompt="Drop the file here, or choose it"
              chosen={image.data?.name ?? image.variables?.name}
              onFile={image.mutate}
            />
          )}
        </Field>
        <Fixes model={model} value={fixes} onChange={setFixes} />
      </fieldset>
      {image.data && !isPublished ? (
        <p className="mt-3 text-ink-soft text-sm">
          {formatBytes(image.data.size)}, SHA-256 <span className="font-mono">{shorten(image.data.digest, 8)}</span>. It becomes release
          number {sequence}.
        </p>
      ) : null}
      {isPublished && fixes > 0 ? (
        <p className="mt-3 text-sm">
          Release {sequence} is published. Second step: it is offered as the fix of recall {fixes}.
        </p>
      ) : null}
      <TransactionLife state={state} className="mt-4" />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="secondary">{isPublished ? "Close" : "Cancel"}</Button>
        </DialogClose>
        {isDone ? null : (
          <Button type="submit" disabled={isBusy || image.isPending}>
            {isPublished ? "Offer the fix" : "Publish"}
          </Button>
        )}
      </DialogFooter>
    </form>
  );
}

type FixesProps = { model: ModelView; value: number; onChange(recall: number): void };

/** The open recalls that reach the model; nothing is asked where there are none. */
function Fixes({ model, value, onChange }: FixesProps) {
  const recalls = useRecallsReaching(model.id, model.maker.id);
  if (recalls.length === 0) return null;
  return (
    <Field label="Fixes" hint="Owners are shown this version as the patch. It takes a second signature.">
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(Number(event.target.value))}>
          <option value={0}>No recall</option>
          {recalls.map(({ id, measure, issuer, openedAt }) => (
            <option key={id} value={id}>
              {MEASURE_WORDS[measure]} {id} by {readable(issuer.name)}, opened {formatDay(openedAt)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
