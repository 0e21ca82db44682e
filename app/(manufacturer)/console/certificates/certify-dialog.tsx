"use client";

import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/app/_components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "@/app/_components/ui/dialog.tsx";
import { DropZone } from "@/app/_components/ui/drop-zone.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input } from "@/app/_components/ui/input.tsx";
import { ActFooter } from "@/app/_components/wallet/act-footer.tsx";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useModelsNamed } from "@/app/_hooks/use-feed.ts";
import { useSend } from "@/app/_hooks/use-send.ts";
import { focusFirstProblem } from "@/app/_lib/focus-problem.ts";
import { readable } from "@/app/_lib/words.ts";
import { certifyModel } from "@/lib/chain/calls.ts";
import { certificateEnd } from "@/lib/domain/certificate.ts";
import { MusterError } from "@/lib/domain/errors.ts";
import { orgId, parseModelId } from "@/lib/domain/ids.ts";
import type { ModelView } from "@/lib/feed/wire.ts";
import { useConsole } from "../_components/console-context.ts";
import { useFileDigest } from "../_components/use-file-digest.ts";

export const CertifyDialog = () => (
  <Dialog>
    <DialogTrigger asChild>
      <Button className="mb-5">
        <Plus aria-hidden />
        Certify a model
      </Button>
    </DialogTrigger>
    <DialogContent
      title="Certify a model"
      description="Your laboratory says in public that it tested the declaration that is in force. When the maker declares anew, the certificate no longer covers it."
    >
      <CertifyForm />
    </DialogContent>
  </Dialog>
);

/** What is wrong with the models that a text names; null when it names one that can be certified. */
function modelProblem({ data: models, error }: { data: ModelView[] | undefined; error: Error | null }): string | null {
  if (error && !(error instanceof MusterError && error.code === "CatalogUnknownModel"))
    return "The register does not answer. Try again in a moment.";
  if (!models?.[0]) return "No model of the register has this GTIN or number.";
  if (models.length > 1) return "Several makers have registered this GTIN. Enter the model's number instead.";
  return models[0].declaration ? null : "Its maker has declared nothing that could be certified.";
}

function CertifyForm() {
  const { organization } = useConsole();
  const config = useConfig();
  const report = useFileDigest();
  const { run, state, isBusy } = useSend();
  const [text, setText] = useState("");
  const [day, setDay] = useState("");
  const [isJudged, setJudged] = useState(false);
  const isDone = state.step === "done";
  const named = useModelsNamed(text.trim());
  const model = named.data?.length === 1 ? named.data[0] : undefined;
  const problems = {
    model: text.trim() === "" ? "Enter the model's GTIN or number." : named.isPending ? null : modelProblem(named),
    day: day !== "" && certificateEnd(day) * 1000 > Date.now() ? null : "Choose a day that is not over.",
    report: report.isError ? "The file cannot be read." : report.data ? null : "Choose the report of the test.",
  };
  const shown = (problem: string | null): string | null => (isJudged ? problem : null);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setJudged(true);
    if (!model?.declaration || !report.data || problems.day) return focusFirstProblem(event.currentTarget);
    const { version } = model.declaration;
    const certificate = { laboratory: orgId(organization.id), modelId: parseModelId(model.id), version };
    run(() => certifyModel(config, { ...certificate, validUntil: certificateEnd(day), report: report.data.digest }));
  };
  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={isBusy || isDone} className="flex flex-col gap-4">
        <Field label="Model" hint="Its GTIN, or its number as in the address of its page." error={shown(problems.model)} required>
          {(control) => (
            <Input {...control} value={text} onChange={(event) => setText(event.target.value)} className="font-mono" autoComplete="off" />
          )}
        </Field>
        {model?.declaration ? (
          <p className="text-ink-soft text-sm">
            <bdi>{readable(model.name)}</bdi> by <bdi>{readable(model.maker.name)}</bdi>. Version {model.declaration.version} of its{" "}
            <a href={`/models/${model.id}/declaration`} className="link" target="_blank" rel="noreferrer">
              declaration
            </a>{" "}
            is in force.
          </p>
        ) : null}
        <Field label="Last day on which it counts" error={shown(problems.day)} required>
          {(control) => <Input {...control} type="date" value={day} onChange={(event) => setDay(event.target.value)} />}
        </Field>
        <Field label="Test report" hint="Only its SHA-256 becomes public; the file stays with you." error={shown(problems.report)} required>
          {(control) => (
            <DropZone
              control={control}
              prompt="Drop the file here, or choose it"
              chosen={report.data?.name ?? report.variables?.name}
              onFile={report.mutate}
            />
          )}
        </Field>
      </fieldset>
      <ActFooter state={state} isDone={isDone} disabled={isBusy || report.isPending}>
        Certify
      </ActFooter>
    </form>
  );
}
