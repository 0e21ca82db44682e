import { AppLink } from "@/app/_components/app-link.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { answer } from "@/app/_lib/read.ts";
import { recallTitle } from "@/app/_lib/recall-title.ts";
import { feed, findRecalls } from "@/app/_lib/server.ts";
import { sayAbuse } from "@/lib/domain/abuse-words.ts";
import type { Language } from "@/lib/domain/language.ts";
import { SEVERITY_WORDS } from "@/lib/domain/notice-words.ts";
import type { RecallSummary } from "@/lib/feed/wire.ts";

type Listed = Pick<RecallSummary, "id" | "measure" | "severity" | "issuer" | "notice">;

const NOTHING_NAMED = { cves: [], service: null, serviceVersion: null, subject: "device" } as const;

/** Open recalls that the report points at, and apart from them others that are open. */
export async function FixRecalls({ recalls, language }: { recalls: readonly number[]; language: Language }) {
  const found = await answer(Promise.all([Promise.all(recalls.map((id) => feed().recall(id))), findRecalls()(NOTHING_NAMED)]));
  if (found.failed)
    return (
      <Section id="recalls" title={sayAbuse(language, "recalls")}>
        <p>{sayAbuse(language, "trouble")}</p>
      </Section>
    );
  const [named, { also }] = found.value;
  const fitting = named.filter(({ state }) => state === "open");
  const others = also.filter(({ id }) => !recalls.includes(id));
  return (
    <>
      <Section
        id="recalls"
        title={sayAbuse(language, "recalls")}
        lead={sayAbuse(language, fitting.length > 0 ? "recallsText" : "recallsNone")}
      >
        <Recalls recalls={fitting} language={language} />
      </Section>
      {others.length > 0 ? (
        <Section id="also" title={sayAbuse(language, "also")} lead={sayAbuse(language, "alsoText")}>
          <Recalls recalls={others} language={language} />
        </Section>
      ) : null}
    </>
  );
}

const Recalls = ({ recalls, language }: { recalls: readonly Listed[]; language: Language }) =>
  recalls.length > 0 ? (
    <ul className="divide-y rounded-lg border bg-surface">
      {recalls.map((recall) => (
        <Recall key={recall.id} recall={recall} language={language} />
      ))}
    </ul>
  ) : null;

async function Recall({ recall, language }: { recall: Listed; language: Language }) {
  const title = await recallTitle(recall);
  return (
    <li className="p-4">
      <AppLink href={`/recalls/${recall.id}`} className="link wrap-anywhere font-medium">
        {sayAbuse(language, "recallNumber", { recall: recall.id, model: title, severity: SEVERITY_WORDS[language][recall.severity] })}
      </AppLink>
    </li>
  );
}
