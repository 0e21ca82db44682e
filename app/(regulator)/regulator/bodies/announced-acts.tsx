"use client";

import { ActDialog } from "@/app/_components/wallet/act-dialog.tsx";
import { useHeld } from "@/app/_hooks/use-held.ts";
import { announcedText } from "@/app/_lib/governance-words.ts";
import { cancelAct, executeAct } from "@/lib/chain/calls.ts";
import type { AnnouncedView } from "@/lib/feed/wire/governance.ts";

/** What governance can still do about what it announced. */
export function AnnouncedActs({ item }: { item: AnnouncedView }) {
  const { caller, target, data } = item;
  const [state, hold] = useHeld(item.state);
  const about = announcedText(item);
  if (state !== "waiting" && state !== "ready") return null;
  return (
    <div className="flex gap-2">
      {state === "ready" ? (
        <ActDialog
          opener="Do it"
          about={about}
          title={`${about}?`}
          consequences={["It takes effect at once."]}
          confirm="Do it now"
          isSound
          onOpenChange={hold}
          call={(register) => executeAct(register, target, data)}
        />
      ) : null}
      <ActDialog
        opener="Call off"
        about={about}
        title={`Call off: ${about}?`}
        consequences={["It is not done. That it was announced and called off stays on record."]}
        confirm="Call it off"
        isSound
        onOpenChange={hold}
        call={(register) => cancelAct(register, caller, target, data)}
      />
    </div>
  );
}
