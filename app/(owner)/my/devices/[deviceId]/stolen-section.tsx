"use client";

import { Card, CardText, CardTitle } from "@/app/_components/ui/card.tsx";
import { parseDeviceId } from "@/lib/domain/ids.ts";
import { ActDialog } from "../../../_components/act-dialog.tsx";

/** Marking the device as stolen, and taking the mark back. */
export function StolenSection({ deviceId, isStolen }: { deviceId: string; isStolen: boolean }) {
  return (
    <Card className="print:hidden">
      <CardTitle>{isStolen ? "You reported it stolen" : "It was stolen"}</CardTitle>
      <CardText className="mb-4">
        {isStolen
          ? "Everybody who looks the device up sees it. When you have it back, say so."
          : "Report it, and everybody who looks the device up is warned."}
      </CardText>
      <ActDialog
        opener={isStolen ? "I have it back" : "Report it stolen"}
        title={isStolen ? "Take the report back" : "Report it stolen"}
        confirm={isStolen ? "It is back" : "Report it"}
        consequences={isStolen ? FOUND : STOLEN}
        act={{ verb: "SetStolen", deviceId: parseDeviceId(deviceId), stolen: !isStolen }}
      />
    </Card>
  );
}

const STOLEN = [
  "Its public page says so to everybody who scans its label or looks it up.",
  "It cannot be handed over meanwhile, not even with a link that you gave away before.",
  "Somebody who has its box cannot take it from you: a claim with the code in it counts as objected to at once.",
  "You go on to be told of recalls. You can take the report back at any time.",
];

const FOUND = ["Its public page no longer warns of it. Its history goes on to show the report.", "It can be handed over again."];
