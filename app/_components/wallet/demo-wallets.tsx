"use client";

import { type Connector, useConnectors } from "wagmi";
import { CAST, type CastMember } from "@/lib/domain/cast.ts";
import { demoConnectorId } from "./demo-connector.ts";
import { WalletChoice, WalletGroup } from "./wallet-choice.tsx";

const GROUPS: [role: CastMember["role"], title: string][] = [
  ["owner", "Owners"],
  ["manufacturer", "Manufacturers"],
  ["regulator", "Regulators"],
  ["laboratory", "Laboratories"],
  ["observer", "Observers"],
  ["network-operator", "Network operators"],
  ["governor", "Register"],
];

/** The cast of the demonstration, by what they do. */
export function DemoWallets({ choose }: { choose(connector: Connector): void }) {
  const connectors = useConnectors();
  return (
    <>
      {GROUPS.map(([role, title]) => (
        <WalletGroup key={role} title={`Demo · ${title}`}>
          <ul className="grid gap-2 sm:grid-cols-2">
            {CAST.filter((member) => member.role === role).map((member) => {
              const connector = connectors.find(({ id }) => id === demoConnectorId(member));
              return connector ? (
                <li key={member.id}>
                  <WalletChoice onChoose={() => choose(connector)}>
                    <span className="min-w-0 leading-snug">
                      <span className="block font-medium">{member.name}</span>
                      <span className="block text-ink-soft text-sm">{member.about}</span>
                    </span>
                  </WalletChoice>
                </li>
              ) : null;
            })}
          </ul>
        </WalletGroup>
      ))}
    </>
  );
}
