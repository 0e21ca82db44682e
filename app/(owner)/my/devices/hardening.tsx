"use client";

import { Checkbox } from "@/app/_components/ui/choice.tsx";
import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import { useModel } from "@/app/_hooks/use-feed.ts";
import { useStored } from "@/app/_hooks/use-stored.ts";
import { cn } from "@/app/_lib/cn.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";
import { hardeningItems, marksFrom } from "../../_components/hardening.ts";

/** What the owner can do beyond recalls, with marks that stay in this browser. */
export function Hardening({ device }: { device: DeviceView }) {
  const model = useModel(device.batch.model.id);
  const [kept, keep] = useStored(`checklist.${device.id}`);
  const marks = marksFrom(kept);
  const items = hardeningItems(model.data?.declaration ?? null, device);
  const done = items.filter(({ id }) => marks.has(id)).length;
  const mark = (id: string, isDone: boolean) => {
    const next = marksFrom(kept);
    if (isDone) next.add(id);
    else next.delete(id);
    keep(next.size > 0 ? JSON.stringify([...next]) : null);
  };
  return (
    <Disclosure summary={`Make it safer: ${done} of ${items.length} done`}>
      <ul className="flex flex-col gap-1">
        {items.map(({ id, text }) => (
          <li key={id}>
            <Checkbox checked={marks.has(id)} onChange={(event) => mark(id, event.target.checked)}>
              <span className={cn(marks.has(id) && "text-ink-soft line-through")}>{text}</span>
            </Checkbox>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-ink-soft text-sm">The marks are kept in this browser only. Nobody else sees them, the register neither.</p>
    </Disclosure>
  );
}
