import { Section } from "@/app/_components/register/section.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input } from "@/app/_components/ui/input.tsx";
import { sayAbuse } from "@/lib/domain/abuse-words.ts";
import type { Language } from "@/lib/domain/language.ts";

/** The look-up of the front page, by what is printed on the device. What is typed here goes there, without the code of this page. */
export const FindDevice = ({ language }: { language: Language }) => (
  <Section id="find" title={sayAbuse(language, "find")} lead={sayAbuse(language, "findText")}>
    <form action="/" method="get" className="flex flex-col gap-4">
      <div className="grid items-end gap-4 sm:grid-cols-3">
        <Field label={sayAbuse(language, "gtin")}>
          {(control) => <Input {...control} name="gtin" inputMode="numeric" maxLength={14} autoComplete="off" />}
        </Field>
        <Field label={sayAbuse(language, "lot")}>
          {(control) => <Input {...control} name="lot" maxLength={20} autoComplete="off" spellCheck={false} />}
        </Field>
        <Field label={sayAbuse(language, "serial")}>
          {(control) => <Input {...control} name="serial" maxLength={20} autoComplete="off" spellCheck={false} />}
        </Field>
      </div>
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" variant="secondary">
          {sayAbuse(language, "findButton")}
        </Button>
        {language === "en" ? null : <p className="text-ink-soft text-sm">{sayAbuse(language, "english")}</p>}
      </div>
    </form>
  </Section>
);
