"use client";

import { useState } from "react";
import { zeroHash } from "viem";
import { Choice } from "@/app/_components/ui/choice.tsx";
import { ActDialog } from "@/app/_components/wallet/act-dialog.tsx";
import { replyAsMaker } from "@/lib/chain/calls.ts";
import { batchId, deviceId, recallId } from "@/lib/domain/ids.ts";
import type { Reply } from "@/lib/domain/kinds.ts";
import type { RecallView } from "@/lib/feed/wire.ts";

const REPLIES: { value: Reply; label: string; note: string }[] = [
  { value: "investigating", label: "We are investigating", note: "It stops your clock." },
  { value: "affected", label: "Our products are affected", note: "Owners then wait for your fix." },
  { value: "not-affected", label: "Our products are not affected", note: "It stands beside the recall and changes nothing in it." },
];

/** The maker's reply to a recall of others. @param affected Units of its own, by which it shows that it is asked. */
export function ReplyDialog({ recall, affected }: { recall: RecallView; affected: RecallView["affected"][number] }) {
  const [reply, setReply] = useState<Reply>("investigating");
  const { batch, first, path } = affected;
  return (
    <ActDialog
      opener="Reply"
      about={`to recall ${recall.id}`}
      title={`Reply to recall ${recall.id}`}
      consequences={["Everybody reads it beside the recall. You may reply again; the last reply counts."]}
      confirm="Reply"
      isSound
      call={(register) =>
        replyAsMaker(register, recallId(recall.id), deviceId(batchId(batch.id), first), path as `0x${string}`, reply, zeroHash)
      }
    >
      {() => <Choice<Reply> legend="Your reply" name="reply" options={REPLIES} value={reply} onChange={setReply} />}
    </ActDialog>
  );
}
