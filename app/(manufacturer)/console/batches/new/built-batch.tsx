"use client";

import { useMutation } from "@tanstack/react-query";
import { Download, FolderDown } from "lucide-react";
import { type ReactNode, useState } from "react";
import { type BuiltBatch, forgetKept } from "@/app/_batch/kept-batch.ts";
import { folderPicker, saveAs, saveInFolder } from "@/app/_batch/save.ts";
import { Fact, Facts } from "@/app/_components/register/facts.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "@/app/_components/ui/dialog.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { formatBytes, formatUnits } from "@/app/_lib/format.ts";
import { BATCH_FILES } from "@/lib/batch/files.ts";
import { describeOrder } from "@/lib/domain/serial-order.ts";

const ABOUT: Record<string, { title: string; note: string }> = {
  [BATCH_FILES.labels]: { title: "Labels", note: "For label printers. Holds the claim codes: delete it when they are printed." },
  [BATCH_FILES.tree]: { title: "Tree", note: "Public. Proves that a unit belongs to the batch." },
  [BATCH_FILES.manifest]: { title: "Manifest", note: "Public. What the register's entry points to." },
  [BATCH_FILES.units]: { title: "Look-up rows", note: "Names serials: not public." },
};

/** A batch that is whole: what it is, its files, and the way out of this browser. */
export function BuiltBatchView({ batch, onForgotten, children }: { batch: BuiltBatch; onForgotten(): void; children?: ReactNode }) {
  const { manifest, manifestDigest, modelName, files } = batch;
  return (
    <div className="max-w-3xl">
      <Alert tone="success" role="status" title={`Lot ${manifest.lot} is built: ${formatUnits(manifest.size, "unit")}.`}>
        <p>It lies in this browser, on this computer, until you remove it. Building it sent nothing.</p>
      </Alert>
      <div className="mt-6">
        <Facts>
          <Fact term="Model">{modelName}</Fact>
          <Fact term="Order of the serials">by {describeOrder(manifest.order)}</Fact>
          <Fact term="Units that can sign">
            {formatUnits(manifest.signers, "unit")} of {formatUnits(manifest.size, "unit")}
          </Fact>
          <Fact term="Manifest">
            <Copy value={manifestDigest} what="digest" ends={8} />
          </Fact>
        </Facts>
      </div>
      <Files files={files} folder={`batch-${manifest.lot.replaceAll(/[^A-Za-z0-9._-]/g, "_")}`} />
      {children}
      <Section id="remove" title="Remove it from this browser">
        <Remove lot={manifest.lot} onForgotten={onForgotten} />
      </Section>
    </div>
  );
}

function Files({ files, folder }: { files: File[]; folder: string }) {
  const [pick] = useState(folderPicker);
  // The manifest last: a folder with one is whole.
  const save = useMutation({ mutationFn: () => (pick ? saveInFolder(pick, folder, files.toReversed()) : Promise.resolve(false)) });
  return (
    <Section
      id="files"
      title="Files"
      lead="The same that muster batch build writes, byte for byte. Sheets of labels as PDF are printed from a folder of them by muster batch labels."
    >
      <ul className="divide-y rounded-lg border bg-surface">
        {files.map((file) => (
          <li key={file.name} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <div className="min-w-0 flex-1 basis-56 text-sm">
              <p className="font-medium">{ABOUT[file.name]?.title}</p>
              <p className="text-ink-soft leading-snug">{ABOUT[file.name]?.note}</p>
            </div>
            <Button variant="secondary" size="sm" onClick={() => saveAs(file, file.name)}>
              <Download aria-hidden />
              <span className="sr-only">Save </span>
              {file.name}, {formatBytes(file.size)}
            </Button>
          </li>
        ))}
      </ul>
      {pick ? (
        <Button variant="secondary" className="mt-4" disabled={save.isPending} onClick={() => save.mutate()}>
          <FolderDown aria-hidden />
          {save.isPending ? "Saving" : "Save all in a folder"}
        </Button>
      ) : null}
      {save.data ? (
        <p className="mt-3 text-sm" role="status">
          Saved in {folder}.
        </p>
      ) : null}
      {save.error ? (
        <div className="mt-3">
          <ProblemNotice error={save.error} />
        </div>
      ) : null}
    </Section>
  );
}

/** @param lot For the question. */
export function Remove({ lot, onForgotten, children = "Remove it" }: { lot: string; onForgotten(): void; children?: ReactNode }) {
  const forget = useMutation({ mutationFn: forgetKept, onSuccess: onForgotten });
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="secondary">{children}</Button>
      </DialogTrigger>
      <DialogContent
        title={`Remove lot ${lot} from this browser?`}
        description="Its files here are deleted, with the labels. What you saved stays, and the same list and seed give the same batch again."
      >
        {forget.error ? <ProblemNotice error={forget.error} /> : null}
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="secondary">Keep it</Button>
          </DialogClose>
          <Button variant="danger" disabled={forget.isPending} onClick={() => forget.mutate()}>
            Remove
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
