import { Button } from "@/app/_components/ui/button.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input, Select } from "@/app/_components/ui/input.tsx";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "@/lib/domain/language.ts";

type Props = {
  modelId: string;
  language: Language;
  problem?: string | null;
  /** Where a page has something more urgent. */
  variant?: "secondary";
};

/** A plain form: it works without JavaScript, and the address stands in no link and no log. */
export const TellMeForm = ({ modelId, language, problem = null, variant }: Props) => (
  <form action={`/api/models/${modelId}/subscribers`} method="post" className="flex max-w-2xl flex-col gap-4">
    <div className="grid gap-4 sm:grid-cols-[1fr_11rem]">
      <Field label="Mail address" error={problem} required>
        {(control) => <Input {...control} name="email" type="email" inputMode="email" autoComplete="email" maxLength={254} />}
      </Field>
      <Field label="Language of mails">
        {(control) => (
          <Select {...control} name="language" defaultValue={language}>
            {LANGUAGES.map((one) => (
              <option key={one} value={one} lang={one}>
                {LANGUAGE_NAMES[one]}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
    <div className="flex flex-col gap-3 sm:flex-row sm:items-center">
      <Button type="submit" size="lg" variant={variant}>
        Tell me
      </Button>
      <p className="text-ink-soft text-sm leading-snug">
        You confirm it by a mail first. Stored encrypted, used for nothing else, and ended by one press in every mail.
      </p>
    </div>
  </form>
);
