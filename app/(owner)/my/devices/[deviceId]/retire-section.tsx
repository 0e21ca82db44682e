"use client";

import { Card, CardText, CardTitle } from "@/app/_components/ui/card.tsx";
import { parseDeviceId } from "@/lib/domain/ids.ts";
import { ActDialog } from "../../../_components/act-dialog.tsx";

/** Stating that the device is out of use, which nothing undoes. The dialog stays, so that it can tell how its own act ended. */
export function RetireSection({ deviceId, isRetired }: { deviceId: string; isRetired: boolean }) {
  return (
    <Card className="print:hidden">
      <CardTitle>{isRetired ? "It is out of use" : "You use it no more"}</CardTitle>
      <CardText className="mb-4 last:mb-0">
        {isRetired
          ? "You stated so, for good. It stays yours in the register and goes on to be counted."
          : "You scrapped it, or it is broken for good. If somebody else will use it, hand it over instead."}
      </CardText>
      <ActDialog
        opener={isRetired ? null : "Take it out of use"}
        title="Take it out of use"
        confirm="Out of use, for good"
        consequences={CONSEQUENCES}
        act={{ verb: "Retire", deviceId: parseDeviceId(deviceId) }}
        isForGood
      />
    </Card>
  );
}

const CONSEQUENCES = [
  "Nothing undoes this: neither you nor its maker can.",
  "It can never be handed over again, not even with a link that you gave away before.",
  "It stays yours in the register and goes on to be counted in recalls. Being out of use is not the same as being fixed.",
  "Reset it before you throw it away: your pictures and passwords may still be on it.",
];
