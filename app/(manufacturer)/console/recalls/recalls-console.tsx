"use client";

import { FilePlus2 } from "lucide-react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { RequireSignIn } from "@/app/_components/wallet/require-sign-in.tsx";
import { useConsole } from "../_components/console-context.ts";
import { ConcernedList } from "./concerned-list.tsx";
import { DraftList } from "./draft-list.tsx";
import { IssuedList } from "./issued-list.tsx";

/** Recalls from an issuer's and a maker's side, what is urgent first. */
export function RecallsConsole() {
  const { account, organization, may } = useConsole();
  const handlesDrafts = may("recall-draft") || may("recall-release");
  return (
    <>
      {may("recall-draft") ? (
        <Button asChild>
          <AppLink href="/console/recalls/new">
            <FilePlus2 aria-hidden />
            Compose a recall
          </AppLink>
        </Button>
      ) : null}
      {handlesDrafts ? (
        <Section id="drafts" title="Waiting to be released" lead="Only your colleagues who draft or release recalls see these.">
          <RequireSignIn account={account} why="Drafts are not public." isPart>
            <DraftList />
          </RequireSignIn>
        </Section>
      ) : null}
      {organization.kind === "manufacturer" ? (
        <Section
          id="concerned"
          title="Concerning your products"
          lead="Open recalls of others that reach devices of yours. Until you offer a fix, their owners have nothing to install."
        >
          <ConcernedList />
        </Section>
      ) : null}
      <Section id="issued" title="Issued by you">
        <IssuedList />
      </Section>
    </>
  );
}
