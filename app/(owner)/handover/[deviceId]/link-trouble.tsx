import type { ReactNode } from "react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Moment } from "@/app/_components/ui/datetime.tsx";
import type { HandoverStanding } from "../../_components/handover-standing.ts";

type Trouble = { is: "missing" } | { is: "damaged" } | Exclude<HandoverStanding, { is: "open" } | { is: "bound" }>;

/** Why a link does not lead to the device, and what to do instead. */
export function LinkTrouble({ deviceId, ...trouble }: Trouble & { deviceId: string }) {
  const { title, text } = words(trouble);
  return (
    <Alert tone="warning" title={title}>
      <p>{text}</p>
      <p className="mt-2">
        <AppLink href={`/devices/${deviceId}`} className="link">
          What the register knows of device {deviceId}
        </AppLink>
      </p>
    </Alert>
  );
}

function words(trouble: Trouble): { title: string; text: ReactNode } {
  switch (trouble.is) {
    case "missing":
      return { title: "The end of the link is missing.", text: "Open the whole link, with everything behind the #, or ask for it again." };
    case "damaged":
      return {
        title: "The link was damaged on the way.",
        text: "Some of its last characters are missing or wrong. Copy all of it, scan the square code, or ask for it again.",
      };
    case "expired":
      return {
        title: "The link has expired.",
        text: (
          <>
            It worked until <Moment at={trouble.until} />. Ask the owner for a new one.
          </>
        ),
      };
    case "taken-back":
      return { title: "The owner took the offer back.", text: "Ask the owner why, and for a new link if you still want the device." };
    case "replaced":
      return { title: "The owner has made another link since.", text: "Only the newest one works. Ask for it." };
    case "used":
      return {
        title: "The link was used already.",
        text: "It works once, and somebody has accepted the device. If it was you, connect the account with which you did; if it was not, ask the seller at once.",
      };
    case "moved":
      return { title: "The device has another owner since.", text: "Whoever made this link does not own it any more." };
    case "unknown":
      return {
        title: "No such offer is in the register.",
        text: "If the link was made a moment ago, wait a minute and load the page again. Otherwise ask for a new one.",
      };
  }
}
