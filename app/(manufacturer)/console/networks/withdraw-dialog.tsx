"use client";

import { useState } from "react";
import { Field } from "@/app/_components/ui/field.tsx";
import { Textarea } from "@/app/_components/ui/input.tsx";
import { ActDialog } from "@/app/_components/wallet/act-dialog.tsx";
import { withdrawObservation } from "@/lib/chain/calls.ts";
import { type Asn, orgId } from "@/lib/domain/ids.ts";
import type { AddressFamily, TestMethod } from "@/lib/domain/kinds.ts";
import { useConsole } from "../_components/console-context.ts";
import { KindField, NetworkField, networkIn } from "./network-fields.tsx";

const FAMILIES: readonly [AddressFamily, string][] = [
  ["ipv4", "IPv4"],
  ["ipv6", "IPv6"],
];
const METHODS: readonly [TestMethod, string][] = [
  ["client", "Tests by a client in the network"],
  ["forwarder", "Forwarders of name requests"],
  ["loop", "Routing loops"],
  ["traffic", "Traffic at an exchange"],
];

/** An observer takes back what it recorded. */
export function WithdrawDialog() {
  const { organization } = useConsole();
  const [network, setNetwork] = useState("");
  const [family, setFamily] = useState<AddressFamily>("ipv4");
  const [method, setMethod] = useState<TestMethod>("client");
  const [reason, setReason] = useState("");
  const problem = reason.trim() === "" ? "Say why, for the public." : null;
  return (
    <ActDialog
      opener="Withdraw an observation"
      about="of a network"
      title="Withdraw an observation"
      consequences={["It stops counting at once. That you recorded it, and why you took it back, stays in its history."]}
      confirm="Withdraw it"
      isSound={networkIn(network) !== null && problem === null}
      call={(register) =>
        withdrawObservation(register, orgId(organization.id), { asn: networkIn(network) as Asn, family, method }, reason.trim())
      }
    >
      {(isJudged, isLocked) => (
        <>
          <NetworkField value={network} onChange={setNetwork} isJudged={isJudged} disabled={isLocked} />
          <KindField label="Addresses" options={FAMILIES} value={family} onChange={setFamily} disabled={isLocked} />
          <KindField label="Method" options={METHODS} value={method} onChange={setMethod} disabled={isLocked} />
          <Field label="Reason" error={isJudged ? problem : null} required>
            {(control) => (
              <Textarea
                {...control}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
                disabled={isLocked}
                maxLength={300}
              />
            )}
          </Field>
        </>
      )}
    </ActDialog>
  );
}
