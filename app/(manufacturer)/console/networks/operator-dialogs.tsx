"use client";

import { useState } from "react";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input, Textarea } from "@/app/_components/ui/input.tsx";
import { ActDialog } from "@/app/_components/wallet/act-dialog.tsx";
import { claimMembership, replyForNetwork } from "@/lib/chain/calls.ts";
import { type Asn, formatAsn } from "@/lib/domain/ids.ts";
import { KindField } from "./network-fields.tsx";

const ABOUT = [
  ["both", "IPv4 and IPv6"],
  ["ipv4", "IPv4"],
  ["ipv6", "IPv6"],
] as const;
const RETEST = [
  ["no", "No"],
  ["yes", "Yes, please test again"],
] as const;

/** What an operator says about what was observed in its network. */
export function ReplyDialog({ asn }: { asn: Asn }) {
  const [about, setAbout] = useState<(typeof ABOUT)[number][0]>("both");
  const [retest, setRetest] = useState<(typeof RETEST)[number][0]>("no");
  const [text, setText] = useState("");
  const problem = text.trim() === "" ? "Say something." : null;
  return (
    <ActDialog
      opener="Reply"
      about={formatAsn(asn)}
      title={`Reply to what was observed of ${formatAsn(asn)}`}
      consequences={["Everybody reads it, beside what observers found.", "A wish for a retest stands until somebody tests again."]}
      confirm="Reply"
      isSound={problem === null}
      call={(register) =>
        replyForNetwork(register, {
          asn,
          family: about === "both" ? undefined : about,
          wantsRetest: retest === "yes",
          text: text.trim(),
        })
      }
    >
      {(isJudged, isLocked) => (
        <>
          <KindField label="About" options={ABOUT} value={about} onChange={setAbout} disabled={isLocked} />
          <Field label="What you say" error={isJudged ? problem : null} required>
            {(control) => (
              <Textarea {...control} value={text} onChange={(event) => setText(event.target.value)} disabled={isLocked} maxLength={300} />
            )}
          </Field>
          <KindField label="Do you want a retest?" options={RETEST} value={retest} onChange={setRetest} disabled={isLocked} />
        </>
      )}
    </ActDialog>
  );
}

/** Membership of a programme such as MANRS: the operator's word. */
export function MembershipDialog({ asn }: { asn: Asn }) {
  const [programme, setProgramme] = useState("MANRS");
  const [day, setDay] = useState("");
  const [link, setLink] = useState("");
  const problems = {
    programme: programme.trim() === "" ? "Name the programme." : null,
    day: day !== "" && Date.parse(day) > Date.now() ? "Choose a day that has come." : null,
    link: /^https?:\/\/[^\s/]+/i.test(link.trim()) ? null : "Give the address of a web page.",
  };
  return (
    <ActDialog
      opener="Claim a membership"
      about={formatAsn(asn)}
      title={`Claim a membership of ${formatAsn(asn)}`}
      consequences={["It is shown as your word, with the link, and changes nothing in what observers found."]}
      confirm="Publish it"
      isSound={Object.values(problems).every((problem) => problem === null)}
      call={(register) =>
        claimMembership(register, {
          asn,
          programme: programme.trim(),
          since: day === "" ? null : Date.parse(day) / 1000,
          link: link.trim(),
        })
      }
    >
      {(isJudged, isLocked) => (
        <>
          <Field label="Programme" error={isJudged ? problems.programme : null} required>
            {(control) => (
              <Input
                {...control}
                value={programme}
                onChange={(event) => setProgramme(event.target.value)}
                disabled={isLocked}
                maxLength={40}
              />
            )}
          </Field>
          <Field
            label="Member since"
            hint="Leave it empty when the network is not a member any more."
            error={isJudged ? problems.day : null}
          >
            {(control) => (
              <Input {...control} type="date" value={day} onChange={(event) => setDay(event.target.value)} disabled={isLocked} />
            )}
          </Field>
          <Field label="Where the programme names its members" error={isJudged ? problems.link : null} required>
            {(control) => (
              <Input
                {...control}
                type="url"
                value={link}
                onChange={(event) => setLink(event.target.value)}
                disabled={isLocked}
                maxLength={200}
              />
            )}
          </Field>
        </>
      )}
    </ActDialog>
  );
}
