"use client";

import { useConfig as useWagmiConfig } from "wagmi";
import { Button } from "@/app/_components/ui/button.tsx";
import { Card, CardText, CardTitle } from "@/app/_components/ui/card.tsx";
import { DropZone } from "@/app/_components/ui/drop-zone.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { TransactionLife } from "@/app/_components/wallet/transaction-life.tsx";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { senderOf, useSend } from "@/app/_hooks/use-send.ts";
import { recordObservations } from "@/lib/chain/calls.ts";
import { recordable } from "@/lib/chain/read-observed.ts";
import { MusterError } from "@/lib/domain/errors.ts";
import { orgId } from "@/lib/domain/ids.ts";
import type { Observation } from "@/lib/domain/observation.ts";
import { useConsole } from "../_components/console-context.ts";
import { CountedTests } from "./counted-tests.tsx";
import { useTally } from "./use-tally.ts";

/** A file of tests, what it comes to per network, and recording that. */
export function ImportTests() {
  const tally = useTally();
  return (
    <Card>
      <CardTitle>Record what your tests found</CardTitle>
      <CardText>
        Sessions as CAIDA's Spoofer API has them: a page of it, a list, or one session a line. They are counted in this browser. What
        becomes public is counts per network and the SHA-256 of the file.
      </CardText>
      <div className="mt-4">
        <Field label="File with sessions">
          {(control) => (
            <DropZone
              control={control}
              prompt="Drop the file here, or choose it"
              chosen={tally.variables?.name}
              accept=".json,.jsonld,.ndjson"
              onFile={tally.mutate}
            />
          )}
        </Field>
      </div>
      {tally.error ? (
        <div className="mt-4">
          <ProblemNotice error={tally.error} />
        </div>
      ) : null}
      {tally.data ? (
        <div key={tally.submittedAt}>
          <CountedTests counted={tally.data} />
          {tally.data.observations.length > 0 ? <RecordTests observations={tally.data.observations} /> : null}
        </div>
      ) : null}
    </Card>
  );
}

/** Sends what is news, in as many transactions as it takes. */
function RecordTests({ observations }: { observations: readonly Observation[] }) {
  const { organization } = useConsole();
  const wagmi = useWagmiConfig();
  const config = useConfig();
  const { run, state, isBusy } = useSend();
  const observer = orgId(organization.id);
  const record = async (): Promise<void> => {
    let left = 1;
    while (left > 0) {
      const receipt = await run(async () => {
        const { public: reader } = await senderOf(wagmi, config.chainId);
        const [part, ...more] = await recordable(reader, config, observer, observations);
        if (!part) throw new MusterError("observations-known");
        left = more.length;
        return recordObservations(config, observer, part);
      });
      if (receipt === null) return;
    }
  };
  return (
    <>
      <TransactionLife state={state} className="mt-4" />
      {state.step === "done" ? null : (
        <Button className="mt-4" disabled={isBusy} onClick={record}>
          Record for everybody
        </Button>
      )}
    </>
  );
}
