"use client";

import { Button } from "@/app/_components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "@/app/_components/ui/dialog.tsx";
import { usePreview } from "@/app/_hooks/use-feed.ts";
import { formatCount, formatUnits } from "@/app/_lib/format.ts";
import type { Step } from "@/lib/chain/draft.ts";
import type { ScopeItemView } from "@/lib/feed/wire.ts";

const WORDS: Record<Step["step"], { title: string; consequence: string; act: string }> = {
  open: {
    title: "Release this recall?",
    consequence: "Owners are told at once. A recall cannot be edited or taken back, only amended, closed or withdrawn.",
    act: "Release the recall",
  },
  amend: {
    title: "Release this amendment?",
    consequence: "Owners are told again at once. Earlier versions stay on record.",
    act: "Amend the recall",
  },
  close: {
    title: "Close this recall?",
    consequence: "It takes no more entries and owners get no more notices of it. Its page stays for ever.",
    act: "Close the recall",
  },
  withdraw: {
    title: "Withdraw this recall?",
    consequence: "It was a mistake, and everybody will read so. Its page stays for ever.",
    act: "Withdraw the recall",
  },
};

type Props = {
  step: Step["step"];
  isOpen: boolean;
  onOpenChange(open: boolean): void;
  /** Empty for the end of a recall. */
  scope: ScopeItemView[];
  subject: string;
  onRelease(): void;
};

/** The last question before everybody sees it. */
export function ReleaseDialog({ step, isOpen, onOpenChange, scope, subject, onRelease }: Props) {
  const { data } = usePreview(scope);
  const { title, consequence, act } = WORDS[step];
  const reach = data
    ? `It reaches ${formatUnits(data.counts.involved)} of ${formatUnits(data.counts.brands, "brand")}; ${formatCount(data.counts.claimed)} of them have an owner to tell. `
    : "";
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent title={title} description={`${reach}${consequence}`}>
        <p className="rounded-md bg-sunken px-4 py-3 font-medium leading-snug">{subject}</p>
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="secondary">Not yet</Button>
          </DialogClose>
          <DialogClose asChild>
            <Button variant="danger" onClick={onRelease}>
              {act}
            </Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
