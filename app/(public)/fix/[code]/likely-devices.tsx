import { AppLink } from "@/app/_components/app-link.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { sayAbuse } from "@/lib/domain/abuse-words.ts";
import { CLASS_TEXTS, type DeviceClass, guidePath } from "@/lib/domain/device-classes.ts";
import type { Language } from "@/lib/domain/language.ts";

/** What the report is likely about, each with what to do about one, or that it cannot be told. */
export function LikelyDevices({ classes, language }: { classes: readonly DeviceClass[]; language: Language }) {
  const lead = sayAbuse(language, classes.length > 0 ? "likelyText" : "likelyNone");
  return (
    <Section id="likely" title={sayAbuse(language, "likely")} lead={lead}>
      <ul className="flex flex-wrap gap-2">
        {classes.map((one) => (
          <li key={one} className="rounded-md border bg-surface px-3 py-2 font-medium">
            <AppLink href={`${guidePath(language, [one])}#${one}`} className="link">
              {CLASS_TEXTS[language][one].name}
            </AppLink>
          </li>
        ))}
      </ul>
      {classes.includes("computer") ? <p className="mt-3 text-ink-soft">{CLASS_TEXTS[language].computer.text}</p> : null}
    </Section>
  );
}
