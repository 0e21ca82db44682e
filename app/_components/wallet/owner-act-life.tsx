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
  needs?: Exclude<Way, "direct">;
  /** Whether the button that starts it is there: what it costs is of interest then only. */
  hasButton?: boolean;
  className?: string;
};

/** How far an owner's act is, and before that by whom it will be sent. Stands below the button that starts it. */
export function OwnerActLife({ act, needs = "signed", hasButton = true, className }: Props) {
  if (act.state.step === "idle") return hasButton && <HowItIsEntered act={act} needs={needs} className={className} />;
  const isOfRelay = act.state.step === "failed" && !act.isDirect && /^(relay-|too-many-requests$)/.test(act.state.error.code);
  return (
    <div className={cn("flex flex-col gap-3", className)}>
      <TransactionLife state={act.state} way={act.isDirect ? "direct" : needs} />
      {isOfRelay ? (
        <Button variant="secondary" className="self-start" onClick={() => act.runDirect()}>
          Send it myself
        </Button>
      ) : null}
    </div>
  );
}

const THIS_SITE: Record<Exclude<Way, "direct">, string> = {
  signed: "Your wallet asks you to sign, which costs nothing; this site enters it in the register and pays the fee.",
  proven: "Your wallet is not asked; this site enters it in the register and pays the fee.",
};

function HowItIsEntered({ act, needs, className }: Required<Pick<Props, "act" | "needs">> & Pick<Props, "className">) {
  if (!act.hasRelay) return <p className={cn("text-ink-soft text-sm", className)}>Your wallet sends this and pays the network’s fee.</p>;
  return (
    <Disclosure summary={act.isDirect ? "You send this yourself" : "This costs you nothing"} className={className}>
      <p className="text-ink-soft text-sm leading-relaxed">{THIS_SITE[needs]} You can also send it yourself, with the same effect.</p>
      <Checkbox checked={act.isDirect} onChange={(event) => act.setPrefersDirect(event.target.checked)}>
        Send it myself: my wallet pays the network’s fee
      </Checkbox>
    </Disclosure>
  );
}
