"use client";

import { Button } from "@/app/_components/ui/button.tsx";
import { Checkbox } from "@/app/_components/ui/choice.tsx";
import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import type { OwnerActing } from "@/app/_hooks/use-owner-act.ts";
import { cn } from "@/app/_lib/cn.ts";
import { TransactionLife, type Way } from "./transaction-life.tsx";

type Props = {
  act: OwnerActing;
  /** What this site needs from the wallet to enter it: a signature, or nothing where a code or a device has signed. */
  needs?: Exclude<Way, "direct" | "passkey">;
  /** Whether the button that starts it is there: what it costs is of interest then only. */
  hasButton?: boolean;
  className?: string;
};

/** How far an owner's act is, and before that by whom it will be sent. Stands below the button that starts it. */
export function OwnerActLife({ act, needs = "signed", hasButton = true, className }: Props) {
  const asked = needs === "signed" && act.usesPasskey ? "passkey" : needs;
  if (act.state.step === "idle") return hasButton && <HowItIsEntered act={act} needs={asked} className={className} />;
  const isOfRelay =
    !act.usesPasskey && act.state.step === "failed" && !act.isDirect && /^(relay-|too-many-requests$)/.test(act.state.error.code);
  return (
    <div className={cn("flex flex-col gap-3", className)}>
      <TransactionLife state={act.state} way={act.isDirect ? "direct" : asked} />
      {isOfRelay ? (
        <Button variant="secondary" className="self-start" onClick={() => act.runDirect()}>
          Send it myself
        </Button>
      ) : null}
    </div>
  );
}

const THIS_SITE: Record<Exclude<Way, "direct">, string> = {
  passkey: "Your device asks for your passkey; this site enters it in the register and pays the fee.",
  signed: "Your wallet asks you to sign, which costs nothing; this site enters it in the register and pays the fee.",
  proven: "You need not sign; this site enters it in the register and pays the fee.",
};

type HowProps = Pick<Props, "act" | "className"> & { needs: Exclude<Way, "direct"> };

function HowItIsEntered({ act, needs, className }: HowProps) {
  if (!act.hasRelay) return <p className={cn("text-ink-soft text-sm", className)}>Your wallet sends this and pays the network’s fee.</p>;
  // The account of a passkey sends nothing, so there is nothing to choose.
  if (act.usesPasskey) return <p className={cn("text-ink-soft text-sm", className)}>{THIS_SITE[needs]}</p>;
  return (
    <Disclosure summary={act.isDirect ? "You send this yourself" : "This costs you nothing"} className={className}>
      <p className="text-ink-soft text-sm leading-relaxed">{THIS_SITE[needs]} You can also send it yourself, with the same effect.</p>
      <Checkbox checked={act.isDirect} onChange={(event) => act.setPrefersDirect(event.target.checked)}>
        Send it myself: my wallet pays the network’s fee
      </Checkbox>
    </Disclosure>
  );
}
