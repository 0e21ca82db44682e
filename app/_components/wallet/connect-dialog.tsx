"use client";

import { ChevronRight, LoaderCircle, Wallet } from "lucide-react";
import type { ReactNode } from "react";
import { type Connector, useConnectors } from "wagmi";
import { Dialog, DialogContent } from "@/app/_components/ui/dialog.tsx";
import { useChooseWallet } from "@/app/_hooks/use-choose-wallet.ts";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useConnectDialog } from "@/app/_hooks/use-wallet.ts";
import { CAST, type CastMember } from "@/lib/domain/cast.ts";
import { demoConnectorId } from "./demo-connector.ts";
import { ProblemNotice } from "./problem-notice.tsx";

const GROUPS: [role: CastMember["role"], title: string][] = [
  ["owner", "Owners"],
  ["manufacturer", "Manufacturers"],
  ["regulator", "Regulators"],
  ["governor", "Register"],
];

/** Where a wallet is chosen: the browser's own, and in the demonstration a member of the cast. */
export function ConnectDialog() {
  const { isConnectOpen, setConnectOpen } = useConnectDialog();
  const { demo } = useConfig();
  const choose = useChooseWallet({ onChosen: () => setConnectOpen(false) });
  const onOpenChange = (open: boolean) => {
    choose.reset();
    setConnectOpen(open);
  };
  return (
    <Dialog open={isConnectOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title="Connect a wallet"
        description="It shows which devices are yours. Muster never sees its keys and cannot move anything."
      >
        {choose.error ? <ProblemNotice error={choose.error} /> : null}
        <div className="mt-2 flex flex-col gap-6">
          <BrowserWallets choose={choose.mutate} pending={choose.isPending ? choose.variables : undefined} />
          {demo ? <DemoWallets choose={choose.mutate} /> : null}
        </div>
      </DialogContent>
    </Dialog>
  );
}

function BrowserWallets({ choose, pending }: { choose(connector: Connector): void; pending: Connector | undefined }) {
  const installed = useInstalledWallets();
  return (
    <Section title="Wallets in this browser">
      {installed.length === 0 ? (
        <p className="text-ink-soft text-sm leading-relaxed">
          None was found. Install a wallet as a browser extension, or open this page in your wallet's own browser.
        </p>
      ) : (
        <ul className="flex flex-col gap-2">
          {installed.map((connector) => (
            <li key={connector.uid}>
              <Choice onChoose={() => choose(connector)} busy={pending?.uid === connector.uid}>
                {connector.icon ? (
                  // biome-ignore lint/performance/noImgElement: a data address that the wallet itself hands over
                  <img src={connector.icon.trim()} alt="" className="size-6 rounded-sm" />
                ) : (
                  <Wallet className="size-5 text-ink-soft" aria-hidden />
                )}
                <span className="font-medium">{connector.id === "injected" ? "Browser wallet" : connector.name}</span>
              </Choice>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Wallets that announced themselves; the nameless one only when no other is there. */
function useInstalledWallets(): readonly Connector[] {
  const all = useConnectors();
  const announced = all.filter(({ id, type }) => type === "injected" && id !== "injected");
  if (announced.length > 0) return announced;
  return typeof window !== "undefined" && "ethereum" in window ? all.filter(({ id }) => id === "injected") : [];
}

function DemoWallets({ choose }: { choose(connector: Connector): void }) {
  const connectors = useConnectors();
  return (
    <>
      {GROUPS.map(([role, title]) => (
        <Section key={role} title={`Demo · ${title}`}>
          <ul className="grid gap-2 sm:grid-cols-2">
            {CAST.filter((member) => member.role === role).map((member) => {
              const connector = connectors.find(({ id }) => id === demoConnectorId(member));
              return connector ? (
                <li key={member.id}>
                  <Choice onChoose={() => choose(connector)}>
                    <span className="min-w-0 leading-snug">
                      <span className="block font-medium">{member.name}</span>
                      <span className="block text-ink-soft text-sm">{member.about}</span>
                    </span>
                  </Choice>
                </li>
              ) : null;
            })}
          </ul>
        </Section>
      ))}
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="eyebrow mb-2">{title}</h3>
      {children}
    </section>
  );
}

function Choice({ onChoose, busy = false, children }: { onChoose(): void; busy?: boolean; children: ReactNode }) {
  const Mark = busy ? LoaderCircle : ChevronRight;
  return (
    <button
      type="button"
      onClick={onChoose}
      className="flex h-full min-h-12 w-full items-center gap-3 rounded-md border px-3 py-2 text-left hover:border-line-strong hover:bg-sunken"
    >
      {children}
      <Mark className={`ml-auto size-4 shrink-0 text-ink-soft ${busy ? "animate-spin" : ""}`} aria-hidden />
      {busy ? <span className="sr-only">Waiting for the wallet</span> : null}
    </button>
  );
}
