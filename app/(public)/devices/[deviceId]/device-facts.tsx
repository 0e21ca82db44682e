import { AppLink } from "@/app/_components/app-link.tsx";
import { Fact, Facts } from "@/app/_components/register/facts.tsx";
import { ModelName } from "@/app/_components/register/names.tsx";
import { UnitFlags } from "@/app/_components/register/unit-flags.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { EVIDENCE_WORDS, readable } from "@/app/_lib/words.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";

/** Identity, software and owner. The owner is an address and nothing else. */
export function DeviceFacts({ device }: { device: DeviceView }) {
  const { batch, title, frozen } = device;
  const running = device.releases.find(({ sequence }) => sequence === device.release);
  const latest = device.releases.at(-1);
  return (
    <>
      {frozen ? (
        <Alert tone="warning" title="This unit cannot be claimed at the moment." className="mb-5">
          Its maker froze it, because its claim codes may have leaked. Recalls are shown all the same.
        </Alert>
      ) : null}
      <UnitFlags id={device.id} title={title} className="mb-5" />
      <Facts>
        <Fact term="Model">
          <ModelName model={batch.model} />
        </Fact>
        <Fact term="GTIN">{batch.model.gtin}</Fact>
        <Fact term="Batch">
          <AppLink href={`/batches/${batch.id}`} className="link">
            Lot {readable(batch.lot)}
          </AppLink>
        </Fact>
        <Fact term="Made">
          <Day at={batch.madeFrom} /> to <Day at={batch.madeTo} />
        </Fact>
        <Fact term="Runs release">
          {running ? readable(running.version) : "Unknown"}
          {running ? (
            <span className="text-ink-soft">
              {" "}
              · {title && title.evidence !== "none" ? EVIDENCE_WORDS[title.evidence].toLowerCase() : "as it left the factory"}
            </span>
          ) : null}
        </Fact>
        <Fact term="Newest release">
          {latest ? (
            <>
              {readable(latest.version)}{" "}
              <span className="text-ink-soft">
                · <Day at={latest.publishedAt} />
              </span>
            </>
          ) : (
            "None published"
          )}
        </Fact>
        <Fact term="Supported until">{device.supportEnd > 0 ? <Day at={device.supportEnd} /> : "No date promised"}</Fact>
        <Fact term="Owner">
          {title ? (
            <>
              Claimed on <Day at={title.since} /> by <Copy value={title.owner} what="owner's address" />.{" "}
              <AppLink href={`/verify-owner/${device.id}`} className="link">
                Is it theirs?
              </AppLink>
            </>
          ) : (
            <>
              Nobody has claimed it yet.{" "}
              <AppLink href="/claim" className="link">
                Claim it
              </AppLink>
            </>
          )}
        </Fact>
      </Facts>
    </>
  );
}
