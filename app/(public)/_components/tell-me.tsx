import { Mail } from "lucide-react";
import { Section } from "@/app/_components/register/section.tsx";
import { readerLanguage } from "@/app/_lib/reader-language.ts";
import { readable } from "@/app/_lib/words.ts";
import type { ModelRef } from "@/lib/feed/wire.ts";
import { TellMeForm } from "./tell-me-form.tsx";

/** For whoever has no wallet, or no unit: told by mail of recalls of a model. Components are not sold to people. */
export async function TellMe({ model }: { model: Pick<ModelRef, "id" | "name" | "kind"> }) {
  if (model.kind !== "device") return null;
  return (
    <Section id="tell-me" title="Tell me about this model" className="print:hidden">
      <div className="max-w-3xl rounded-lg border bg-surface p-5 sm:p-6">
        <p className="mb-4 flex max-w-2xl gap-3 text-sm leading-relaxed">
          <Mail className="mt-0.5 size-5 shrink-0 text-accent max-sm:hidden" aria-hidden />
          <span>
            Leave an address, without a wallet, and you get a mail whenever units of <bdi>{readable(model.name)}</bdi> are recalled, or such
            a recall is changed or withdrawn. Whoever claims their own device is also told whether that very one is meant, and reminded.
          </span>
        </p>
        <TellMeForm modelId={model.id} variant="secondary" language={await readerLanguage()} />
      </div>
    </Section>
  );
}
