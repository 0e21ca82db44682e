"use client";

import { ChevronDown } from "lucide-react";
import { useId, useState } from "react";
import { Moment } from "@/app/_components/ui/datetime.tsx";
import { StateBadge } from "@/app/_components/ui/state-badge.tsx";
import { cn } from "@/app/_lib/cn.ts";
import { stateFor } from "@/app/_lib/unit-state.ts";
import { readable } from "@/app/_lib/words.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";
import type { InboxEntry } from "@/lib/store/inbox.ts";
import { RecallTask } from "../../_components/recall-task.tsx";

type Props = {
  item: InboxEntry;
  /** Undefined when the device is somebody else's by now. */
  device: DeviceView | undefined;
  onRead(): void;
};

/** A notice: closed it tells what and for which device, opened what to do. Opening it is reading it. */
export function InboxItem({ item, device, onRead }: Props) {
  const [isOpen, setOpen] = useState(false);
  const panel = useId();
  const entry = device?.recalls.find(({ recall }) => recall.id === item.recallId);
  const isUnread = item.readAt === null;
  const toggle = () => {
    if (!isOpen && isUnread) onRead();
    setOpen(!isOpen);
  };

  return (
    <article className="rounded-lg border bg-surface">
      <h2>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={panel}
          onClick={toggle}
          className="flex w-full items-start gap-3 rounded-lg p-4 text-left hover:bg-sunken/50"
        >
          <span className={cn("mt-2 size-2 shrink-0 rounded-full", isUnread ? "bg-accent" : "bg-transparent")} aria-hidden />
          <span className="min-w-0 flex-1">
            {isUnread ? <span className="sr-only">Unread: </span> : null}
            <span className={cn("block leading-snug", isUnread ? "font-semibold" : "font-medium")}>{readable(item.title)}</span>
            <span className="mt-1 block text-ink-soft text-sm">
              {device ? readable(device.batch.model.name) : "Device"} {item.deviceId} · <Moment at={item.createdAt} />
            </span>
            {device && entry ? <StateBadge state={stateFor(entry, device)} className="mt-2" /> : null}
          </span>
          <ChevronDown className={cn("mt-1 size-5 shrink-0 text-ink-soft transition-transform", isOpen && "rotate-180")} aria-hidden />
        </button>
      </h2>
      <div id={panel} hidden={!isOpen} className="px-4 pb-4">
        {isOpen ? <Opened device={device} entry={entry} /> : null}
      </div>
    </article>
  );
}

function Opened({ device, entry }: { device: DeviceView | undefined; entry: DeviceView["recalls"][number] | undefined }) {
  if (!device) return <p className="text-sm">This device is not yours any more, so there is nothing for you to do.</p>;
  if (!entry) return <p className="text-sm">This recall no longer concerns your device.</p>;
  return <RecallTask device={device} entry={entry} />;
}
