"use client";

import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/app/_components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "@/app/_components/ui/dialog.tsx";
import { DropZone } from "@/app/_components/ui/drop-zone.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input } from "@/app/_components/ui/input.tsx";
import { TransactionLife } from "@/app/_components/wallet/transaction-life.tsx";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useSend } from "@/app/_hooks/use-send.ts";
import { formatBytes, shorten } from "@/app/_lib/format.ts";
import { publishRelease } from "@/lib/chain/calls.ts";
import { parseModelId } from "@/lib/domain/ids.ts";
import type { ModelView } from "@/lib/feed/wire.ts";
import { useImageDigest } from "./use-image-digest.ts";

/** As the contract counts: bytes, not characters. */
const isVersion = (text: string): boolean => text !== "" && new TextEncoder().encode(text).length <= 64;

export function PublishDialog({ model }: { model: ModelView }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="secondary" size="sm">
          <Plus aria-hidden />
          Publish a release
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
  const { contracts } = useConfig();
  const { run, state, isBusy } = useSend();
  const image = useImageDigest();
  const [version, setVersion] = useState("");
  const [isJudged, setJudged] = useState(false);
  const isDone = state.step === "done";
  // Releases are ordered by this number, never by the version's text.
  const sequence = 1 + Math.max(0, ...model.releases.map((release) => release.sequence));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setJudged(true);
    const chosen = image.data;
    if (!chosen || chosen.size === 0 || !isVersion(version.trim())) return;
    run(() =>
      publishRelease(
        { contracts },
        { modelId: parseModelId(model.id), sequence, version: version.trim(), digest: chosen.digest, size: chosen.size },
      ),
    );
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
      <fieldset disabled={isBusy || isDone} className="flex flex-col gap-4">
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
      </fieldset>
      {image.data && !isDone ? (
        <p className="mt-3 text-ink-soft text-sm">
          {formatBytes(image.data.size)}, SHA-256 <span className="font-mono">{shorten(image.data.digest, 8)}</span>. It becomes release
          number {sequence}.
        </p>
      ) : null}
      <TransactionLife state={state} className="mt-4" />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="secondary">{isDone ? "Close" : "Cancel"}</Button>
        </DialogClose>
        {isDone ? null : (
          <Button type="submit" disabled={isBusy || image.isPending}>
            Publish
          </Button>
        )}
      </DialogFooter>
    </form>
  );
}
