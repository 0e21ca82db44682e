"use client";

import { Button } from "@/app/_components/ui/button.tsx";
import { Card, CardText, CardTitle } from "@/app/_components/ui/card.tsx";
import { Dialog, DialogContent, DialogTrigger } from "@/app/_components/ui/dialog.tsx";
import type { DeviceView } from "@/lib/feed/wire.ts";
import { SwapForm } from "./swap-form.tsx";

/** Stating that a part was replaced or taken out; nothing where the maker has registered no parts. */
export function SwapSection({ device }: { device: DeviceView }) {
  if (device.parts.length === 0) return null;
  return (
    <Card className="print:hidden">
      <CardTitle>A part was replaced</CardTitle>
      <CardText className="mb-4">
        Say so when you or a repairer put another part in, or took one out: recalls go by what is inside. A repairer can state it too, which
        counts more than your word.
      </CardText>
      <Dialog>
        <DialogTrigger asChild>
          <Button variant="secondary" className="h-11 sm:h-10">
            Register the part
          </Button>
        </DialogTrigger>
        <DialogContent title="Register the part" description="Tell the register what is in your device now.">
          <SwapForm device={device} />
        </DialogContent>
      </Dialog>
    </Card>
  );
}
