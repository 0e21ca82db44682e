import { AppLink } from "@/app/_components/app-link.tsx";
import { Fact, Facts } from "@/app/_components/register/facts.tsx";
import { OrganizationName } from "@/app/_components/register/names.tsx";
import { Badge } from "@/app/_components/ui/badge.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { formatCount, formatShare, formatUnits } from "@/app/_lib/format.ts";
import { answer, readHealth } from "@/app/_lib/read.ts";
import { CREDENTIAL_WORDS, KEY_WORDS } from "@/app/_lib/security-words.ts";
import { feed } from "@/app/_lib/server.ts";
import { readable } from "@/app/_lib/words.ts";
import { purchaseAnswer } from "@/lib/domain/before-purchase.ts";
import type { BatchView, ModelView } from "@/lib/feed/wire.ts";

type Props = { model: ModelView; batches: readonly BatchView[] /** Of what the share is: "this lot". */; of: string };

/** What somebody wants to know who is about to buy it; recalls stand above. */
export async function BeforePurchase({ model, batches, of }: Props) {
  const { value: health } = await readHealth();
  const found = purchaseAnswer(model, batches, health?.block.timestamp ?? 0);
  const password = found.password && CREDENTIAL_WORDS[found.password];
  const keys = found.keys && KEY_WORDS[found.keys];
  return (
    <>
      <Facts>
        <Fact term="Password it comes with">
          {password ? <Word {...password} /> : "Not declared"}
          {password ? <span className="block text-ink-soft text-sm leading-snug">{password.meaning}</span> : null}
        </Fact>
        <Fact term="Keys inside">{keys ? <Word {...keys} /> : "Not declared"}</Fact>
        <Fact term="Security updates until">
          {found.supportEnd ? <Day at={found.supportEnd} /> : "No date promised"}{" "}
          {found.supportEnd && health && !found.isSupported ? <Badge tone="affected">Over</Badge> : null}
        </Fact>
        <Fact term="Certified by">{found.certifiedBy.length > 0 ? found.certifiedBy.map(readable).join(", ") : "No laboratory"}</Fact>
        <Fact term={`Never claimed, of ${of}`}>
          {found.neverClaimed ? (
            <>
              {formatShare(found.neverClaimed.share)}
              <span className="block text-ink-soft text-sm">
                {formatCount(found.neverClaimed.units)} of {formatUnits(found.neverClaimed.of)}
              </span>
            </>
          ) : (
            "None made yet"
          )}
        </Fact>
        <Fact term="Its maker's record">
          <MakersRecord maker={model.maker} />
        </Fact>
      </Facts>
      <p className="mt-4 flex flex-wrap gap-x-5 gap-y-1">
        <AppLink href={`/models/${model.id}`} className="link">
          Everything about this model
        </AppLink>
        {model.declaration ? (
          <AppLink href={`/models/${model.id}/declaration`} className="link">
            Its security declaration
          </AppLink>
        ) : null}
      </p>
    </>
  );
}

const Word = ({ word, tone }: { word: string; tone: "affected" | string }) =>
  tone === "affected" ? <Badge tone="affected">{word}</Badge> : word;

async function MakersRecord({ maker }: { maker: ModelView["maker"] }) {
  const recalls = await answer(feed().recalls({ affects: maker.id, limit: 100 }));
  const open = recalls.value?.items.filter(({ state }) => state === "open").length ?? 0;
  const many = recalls.value?.next ? "more than " : "";
  return (
    <>
      <OrganizationName organization={maker} />
      <span className="block text-ink-soft text-sm">
        {recalls.failed
          ? "Its recalls cannot be counted at the moment."
          : `${many}${formatUnits(recalls.value.items.length, "recall")} of its products, ${formatCount(open)} open.`}
      </span>
    </>
  );
}
