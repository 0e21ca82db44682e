import type { Metadata } from "next";
import { AppLink } from "@/app/_components/app-link.tsx";
import { DueDay } from "@/app/_components/disclosures/due-day.tsx";
import { StandingBadge } from "@/app/_components/disclosures/standing-badge.tsx";
import { Fact, Facts } from "@/app/_components/register/facts.tsx";
import { ModelName, OrganizationName } from "@/app/_components/register/names.tsx";
import { PageFiles } from "@/app/_components/register/page-files.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Timeline } from "@/app/_components/register/timeline.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { ANSWER_WORDS, disclosureEntry, disclosureTitle, STANDING_WORDS } from "@/app/_lib/disclosure-words.ts";
import { alternates, files } from "@/app/_lib/files.ts";
import { readDisclosure } from "@/app/_lib/read.ts";
import { readable, readableReason } from "@/app/_lib/words.ts";
import { timeAt } from "@/lib/domain/register-time.ts";
import type { DisclosureView } from "@/lib/feed/wire.ts";

type Props = { params: Promise<{ disclosureId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { disclosureId } = await params;
  const { value } = await readDisclosure(disclosureId);
  if (!value) return { title: `Disclosure ${disclosureId}` };
  const name = readable(value.model.name);
  return {
    title: `${disclosureTitle(value)}: ${name}`,
    description: `${disclosureTitle(value)}, disclosed about ${name} by ${readable(value.model.maker.name)}, and what its maker answers.`,
    alternates: alternates(`/disclosures/${value.id}`, files.disclosure(value.id)),
  };
}

export default async function DisclosurePage({ params }: Props) {
  const { disclosureId } = await params;
  const { value: disclosure, failed } = await readDisclosure(disclosureId);
  if (failed)
    return (
      <div className="frame pt-10">
        <Trouble what="The disclosure" />
      </div>
    );
  return (
    <div className="frame pb-20">
      <PageHeader
        trail={[{ href: "/disclosures", label: "Disclosures" }]}
        title={disclosureTitle(disclosure)}
        badges={<StandingBadge standing={disclosure.standing} />}
      >
        <p>
          About <ModelName model={disclosure.model} /> of <OrganizationName organization={disclosure.model.maker} />.{" "}
          {STANDING_WORDS[disclosure.standing].meaning}
        </p>
      </PageHeader>
      <MakerAnswer disclosure={disclosure} />
      <Judgements disclosure={disclosure} />
      <WhoKnew disclosure={disclosure} />
      <Section id="history" title="History" lead="Entries are only ever added: an answer never takes the place of what was disclosed.">
        <Timeline entries={disclosure.history.map((entry) => ({ id: entry.id, at: entry.time, ...disclosureEntry(entry, disclosure) }))} />
      </Section>
      <PageFiles files={files.disclosure(disclosure.id)} />
    </div>
  );
}

function MakerAnswer({ disclosure: { answer, answerDueAt, demand, model, asOf, fixedAt } }: { disclosure: DisclosureView }) {
  return (
    <Section id="answer" title="The maker's answer" className="mt-2 sm:mt-2">
      <Facts>
        <Fact term="Answer">
          {answer ? (
            <>
              <OrganizationName organization={model.maker} plain /> {ANSWER_WORDS[answer.says]}
              {answer.release === null ? null : `, by release number ${answer.release}`} (<Day at={answer.at} />)
            </>
          ) : (
            "None yet"
          )}
        </Fact>
        <Fact term="Answer owed">{answerDueAt === null ? "Nothing" : <DueDay at={answerDueAt} now={timeAt(asOf)} />}</Fact>
        {answer && !/^0x0+$/.test(answer.document) ? (
          <Fact term="What it explains, as a digest">
            <Copy value={answer.document} what="digest" />
          </Fact>
        ) : null}
        {fixedAt === null ? null : (
          <Fact term="First said to be fixed">
            <Day at={fixedAt} />
          </Fact>
        )}
        {demand ? (
          <Fact term="A regulator wants an answer">
            <OrganizationName organization={demand.by} /> by <Day at={demand.dueAt} />: “{readableReason(demand.reason)}”
          </Fact>
        ) : null}
      </Facts>
    </Section>
  );
}

function Judgements({ disclosure: { judgements, withdrawn } }: { disclosure: DisclosureView }) {
  if (judgements.length === 0 && !withdrawn) return null;
  return (
    <Section id="judged" title="What others say of it">
      <ul className="flex flex-col gap-3">
        {judgements.map(({ regulator, verdict, reason, at }) => (
          <li key={regulator.id}>
            <OrganizationName organization={regulator} /> {verdict === "confirmed" ? "confirms it" : "dismisses it"} (<Day at={at} />
            ): “{readableReason(reason)}”
          </li>
        ))}
        {withdrawn ? (
          <li>
            Whoever disclosed it took it back (<Day at={withdrawn.at} />
            ): “{readableReason(withdrawn.reason)}”
          </li>
        ) : null}
      </ul>
    </Section>
  );
}

function WhoKnew({ disclosure }: { disclosure: DisclosureView }) {
  return (
    <Section
      id="proof"
      title="Who knew, and since when"
      lead="The finding was filed as a hash before it was shown, so its day is certain. Whoever has the document can compare its SHA-256 with the digest."
    >
      <Facts>
        <Fact term="Filed">
          <Day at={disclosure.filedAt} />
        </Fact>
        <Fact term="Revealed">
          <Day at={disclosure.revealedAt} />
        </Fact>
        <Fact term="Researcher">
          <Copy value={disclosure.researcher} what="researcher's address" />
          {disclosure.withdrawn ? null : (
            <span className="block text-sm">
              Is it yours?{" "}
              <AppLink href="/disclosures/mine" className="link">
                Take it back
              </AppLink>
            </span>
          )}
        </Fact>
        <Fact term="Digest of the document">
          <Copy value={disclosure.digest} what="digest" />
        </Fact>
        <Fact term="What was filed">
          <Copy value={disclosure.commitment} what="commitment" />
        </Fact>
        <Fact term="Number hidden in it">
          <Copy value={disclosure.salt} what="number" />
        </Fact>
      </Facts>
    </Section>
  );
}
