import { Badge } from "@/app/_components/ui/badge.tsx";
import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import { formatUnits } from "@/app/_lib/format.ts";
import { ANSWER_WORDS } from "@/app/_lib/security-words.ts";
import type { Declaration } from "@/lib/domain/declaration.ts";
import { CLAUSES, CONDITIONS, clauseOf, isMandatory, PROVISIONS, type Provision } from "@/lib/domain/en303645.ts";

type Answer = Declaration["provisions"][number];
type Answered = Provision & Omit<Answer, "id">;

/** Every provision with its answer, clause by clause. Clauses of which something is not met lie open. */
export function Provisions({ declaration }: { declaration: Declaration }) {
  const answered = PROVISIONS.map((provision, at) => ({ ...provision, ...(declaration.provisions[at] as Answer) }));
  return (
    <div className="divide-y rounded-lg border bg-surface">
      {CLAUSES.map(({ id, title }) => {
        const own = answered.filter((provision) => clauseOf(provision.id) === id);
        const notMet = own.filter(({ answer }) => answer === "not-met").length;
        return (
          <Disclosure
            key={id}
            open={notMet > 0}
            className="px-4 py-3 sm:px-5"
            summary={
              <>
                {id} {title}
                <span className="font-normal text-ink-soft">
                  {" "}
                  {formatUnits(own.length, "provision")}
                  {notMet > 0 ? `, ${notMet} not met` : ""}
                </span>
              </>
            }
          >
            <ul className="space-y-4 pb-2">
              {own.map((provision) => (
                <ProvisionItem key={provision.id} provision={provision} lang={declaration.language} />
              ))}
            </ul>
          </Disclosure>
        );
      })}
    </div>
  );
}

function ProvisionItem({ provision, lang }: { provision: Answered; lang: string }) {
  const { id, text, answer, reason, conditions } = provision;
  const { word, tone } = ANSWER_WORDS[answer];
  return (
    <li className="grid gap-x-4 gap-y-1 sm:grid-cols-[5rem_1fr_auto]">
      <span className="font-mono text-ink-soft text-sm">{id}</span>
      <div className="max-w-prose leading-relaxed max-sm:order-last">
        <p>{text}</p>
        <p className="text-ink-soft text-sm">
          {isMandatory(provision) ? "Mandatory" : "Recommended"}
          {conditions.length > 0 ? ` where ${conditions.map((number) => CONDITIONS[number]).join(" and ")}` : ""}.
        </p>
        {reason ? (
          <p className="mt-1 border-line-strong border-l-2 pl-3 text-sm" lang={lang}>
            {reason}
          </p>
        ) : null}
      </div>
      <Badge tone={tone} className="self-start">
        {word}
      </Badge>
    </li>
  );
}
