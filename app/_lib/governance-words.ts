import type { AnnouncedView } from "../../lib/feed/wire/governance.ts";
import { asciiDomain, ORG_KIND_WORDS, readable } from "./words.ts";

export const ANNOUNCED_WORDS: Record<AnnouncedView["state"], string> = {
  waiting: "Waiting",
  ready: "Can be done now",
  done: "Done",
  canceled: "Called off",
  expired: "Left undone",
};

/** What was announced, as the beginning of a sentence. */
export function announcedText({ what, body }: Pick<AnnouncedView, "what" | "body">): string {
  const name = body ? `${readable(body.name)} (${asciiDomain(body.domain)})` : "a body that does not exist";
  switch (what.act) {
    case "admit":
      return `Admit ${readable(what.name)} (${asciiDomain(what.domain)}) as ${ORG_KIND_WORDS[what.kind].toLowerCase()}`;
    case "suspend":
      return `Suspend ${name}`;
    case "lift":
      return `Lift the suspension of ${name}`;
    case "replace-admin":
      return `Give ${name} another admin`;
    case "assign-network":
      return what.orgId === null ? `Say that nobody runs AS${what.asn}` : `Say that ${name} runs AS${what.asn}`;
    case "other":
      return `Another act of governance (${what.selector})`;
  }
}
