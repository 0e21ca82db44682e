import { Section } from "@/app/_components/register/section.tsx";
import type { DeviceClass } from "@/lib/domain/abuse-hints.ts";
import { sayAbuse } from "@/lib/domain/abuse-words.ts";
import type { Language } from "@/lib/domain/language.ts";

/** What the report is likely about, or that it cannot be told. */
export function LikelyDevices({ classes, language }: { classes: readonly DeviceClass[]; language: Language }) {
  const lead = sayAbuse(language, classes.length > 0 ? "likelyText" : "likelyNone");
  return (
    <Section id="likely" title={sayAbuse(language, "likely")} lead={lead}>
      <ul className="flex flex-wrap gap-2">
        {classes.map((one) => (
          <li key={one} className="rounded-md border bg-surface px-3 py-2 font-medium">
            {sayAbuse(language, `class_${one}`)}
          </li>
        ))}
      </ul>
      {classes.includes("computer") ? <p className="mt-3 text-ink-soft">{sayAbuse(language, "likelyComputer")}</p> : null}
    </Section>
  );
}
