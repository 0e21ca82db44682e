"use client";

import type { Address } from "viem";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Card, CardText, CardTitle } from "@/app/_components/ui/card.tsx";
import { OwnerActLife } from "@/app/_components/wallet/owner-act-life.tsx";
import { SignerWord } from "@/app/_components/wallet/signer-word.tsx";
import type { OwnerActing } from "@/app/_hooks/use-owner-act.ts";
import { formatUnits } from "@/app/_lib/format.ts";
import { readable } from "@/app/_lib/words.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";
import { ContactForm } from "../_components/contact-form.tsx";
import { openRecallsOf } from "../_components/open-recalls.ts";

/** The device is the visitor's. What is left to do is to be reachable, and to look at recalls that are open already. */
export function Claimed({
  device,
  owner,
  act,
  needs,
}: {
  device: DeviceView;
  owner: Address;
  act: OwnerActing;
  needs?: "signed" | "proven";
}) {
  const open = openRecallsOf(device).length;
  return (
    <div className="flex flex-col gap-6">
      <Alert tone="success" title={`${readable(device.batch.model.name)} is yours.`} role="status">
        <p>
          The register names your <SignerWord /> as the owner of device {device.id}.
        </p>
      </Alert>
      {act.state.step === "done" ? <OwnerActLife act={act} needs={needs} /> : null}
      {open > 0 ? (
        <Alert tone="warning" title={`${formatUnits(open, "open recall")} ${open === 1 ? "concerns" : "concern"} this device.`}>
          <Button asChild size="sm" className="mt-2">
            <AppLink href="/my/devices">See what to do</AppLink>
          </Button>
        </Alert>
      ) : null}
      <Card>
        <CardTitle>Where should we write to?</CardTitle>
        <CardText>
          Leave an address, and you get a mail if this or another device of yours is recalled. It is used for nothing else, stored
          encrypted, and erased when you say so.
        </CardText>
        <div className="mt-4">
          <ContactForm account={owner} />
        </div>
      </Card>
      <p>
        <AppLink href="/my/devices" className="link">
          Go to my devices
        </AppLink>
      </p>
    </div>
  );
}
