"use client";

import { useState } from "react";
import { type Address, isAddressEqual, parseEventLogs } from "viem";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input } from "@/app/_components/ui/input.tsx";
import { RequireWallet } from "@/app/_components/wallet/require-wallet.tsx";
import { TransactionLife } from "@/app/_components/wallet/transaction-life.tsx";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useSend } from "@/app/_hooks/use-send.ts";
import { disclosuresAbi } from "@/lib/chain/abis.generated.ts";
import { revealDisclosure } from "@/lib/chain/calls.ts";
import { MusterError } from "@/lib/domain/errors.ts";
import { decodeFinding } from "@/lib/domain/finding-file.ts";

export const RevealFinding = () => (
  <RequireWallet why="It takes the account that filed it.">{(account) => <RevealForm account={account} />}</RequireWallet>
);

function RevealForm({ account }: { account: Address }) {
  const { contracts, chainId } = useConfig();
  const { run, state, isBusy } = useSend();
  const [kept, setKept] = useState<File>();
  const [revealed, setRevealed] = useState<number>();
  const isDone = state.step === "done";
  const reveal = async (file: File) => {
    const receipt = await run(async () => {
      const { finding, researcher, ...filed } = decodeFinding(await file.text());
      const isHere = filed.chainId === chainId && isAddressEqual(filed.disclosures, contracts.Disclosures);
      if (!isHere || !isAddressEqual(researcher, account)) throw new MusterError("finding-elsewhere", { account, researcher });
      return revealDisclosure({ contracts }, finding);
    });
    const logs = receipt ? parseEventLogs({ abi: disclosuresAbi, logs: receipt.logs, eventName: "DisclosureRevealed" }) : [];
    setRevealed(logs[0]?.args.disclosureId);
  };
  return (
    <div className="flex flex-col gap-5">
      <Field label="The file that you kept" hint="It was saved as finding.json." required>
        {(control) => (
          <Input
            {...control}
            type="file"
            className="py-2"
            accept=".json,application/json"
            onChange={(event) => setKept(event.target.files?.[0])}
            disabled={isBusy || isDone}
          />
        )}
      </Field>
      <TransactionLife state={state} />
      {revealed === undefined ? (
        <Button size="lg" className="self-start" disabled={isBusy || !kept} onClick={() => kept && reveal(kept)}>
          Reveal it
        </Button>
      ) : (
        <p>
          It is{" "}
          <AppLink href={`/disclosures/${revealed}`} className="link">
            disclosure {revealed}
          </AppLink>
          .
        </p>
      )}
    </div>
  );
}
