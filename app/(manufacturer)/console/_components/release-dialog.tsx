"use client";

import { Button } from "@/app/_components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "@/app/_components/ui/dialog.tsx";
import { usePreview } from "@/app/_hooks/use-feed.ts";
import { formatCount, formatUnits } from "@/app/_lib/format.ts";
import type { ScopeItemView } from "@/lib/feed/wire.ts";

type Props = { isOpen: boolean; onOpenChange(open: boolean): void; scope: ScopeItemView[]; headline: string; onRelease(): void };

/** The last question before owners are told. */
export function ReleaseDialog({ isOpen, onOpenChange, scope, headline, onRelease }: Props) {
  const { data } = usePreview(scope);
  const reach = data
    ? `It reaches ${formatUnits(data.counts.involved)} of ${formatUnits(data.counts.brands, "brand")}; ${formatCount(data.counts.claimed)} of them have an owner to tell. `
    : "";
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title="Release this recall?"
        description={`${reach}Owners are told at once. A recall cannot be edited or taken back, only closed.`}
      >
        <p className="rounded-md bg-sunken px-4 py-3 font-medium leading-snug">{headline}</p>
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="secondary">Not yet</Button>
          </DialogClose>
          <DialogClose asChild>
            <Button variant="danger" onClick={onRelease}>
              Release the recall
            </Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
