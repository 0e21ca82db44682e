"use client";

import { Fingerprint, KeyRound } from "lucide-react";
import { useSyncExternalStore } from "react";
import type { Connector } from "wagmi";
import { usePasskey } from "@/app/_hooks/use-passkey.ts";
import { knownPasskey, passkeysWork } from "@/app/_lib/passkey.ts";
import { ProblemNotice } from "./problem-notice.tsx";
import { WalletChoice, WalletGroup } from "./wallet-choice.tsx";

const never = () => () => undefined;

/** For people without a wallet: an account whose key their own device keeps. */
export function PasskeyChoice({ choose }: { choose(connector: Connector): void }) {
  const { connector, passkey } = usePasskey({ choose });
  const isPossible = useSyncExternalStore(never, passkeysWork, () => false);
  const isKnown = useSyncExternalStore(
    never,
    () => knownPasskey() !== null,
    () => false,
  );
  if (!connector) return null;
  return (
    <WalletGroup title="No wallet? Use a passkey">
      {isPossible ? (
        <ul className="flex flex-col gap-2">
          {isKnown ? (
            <li>
              <WalletChoice onChoose={() => choose(connector)}>
                <Fingerprint className="size-5 text-ink-soft" aria-hidden />
                <span className="font-medium">Continue with your passkey</span>
              </WalletChoice>
            </li>
          ) : (
            <li>
              <WalletChoice onChoose={() => passkey.mutate("create")} busy={passkey.isPending && passkey.variables === "create"}>
                <Fingerprint className="size-5 text-ink-soft" aria-hidden />
                <span className="font-medium">Create a passkey</span>
              </WalletChoice>
            </li>
          )}
          <li>
            <WalletChoice onChoose={() => passkey.mutate("find")} busy={passkey.isPending && passkey.variables === "find"}>
              <KeyRound className="size-5 text-ink-soft" aria-hidden />
              <span className="font-medium">{isKnown ? "Use another passkey" : "Use a passkey I have"}</span>
            </WalletChoice>
          </li>
        </ul>
      ) : (
        <Impossible />
      )}
      {passkey.error ? (
        <div className="mt-3">
          <ProblemNotice error={passkey.error} />
        </div>
      ) : null}
      <p className="mt-3 text-ink-soft text-sm leading-relaxed">
        A passkey is a key that your phone or computer keeps and uses after it has recognised you by finger, face or code. It costs nothing,
        and nobody else has it. Most phones copy it to your other devices. If you lose it for good, nobody can restore it: you then get your
        devices back with the claim codes from their boxes, so keep those.
      </p>
    </WalletGroup>
  );
}

/** Passkeys belong to the name of a site; the demonstration has one, though most come to it by its number. */
function Impossible() {
  const { hostname, port, pathname } = window.location;
  if (hostname !== "127.0.0.1")
    return <p className="text-sm leading-relaxed">This browser has no passkeys. Another one on this device may.</p>;
  return (
    <p className="text-sm leading-relaxed">
      Passkeys need a site with a name. Open{" "}
      <a className="link" href={`http://localhost:${port}${pathname}`}>
        localhost:{port}
      </a>{" "}
      to try one here.
    </p>
  );
}
