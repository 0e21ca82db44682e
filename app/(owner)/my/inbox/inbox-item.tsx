"use client";

import { ChevronDown } from "lucide-react";
import { Fragment, useId, useState } from "react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Headline } from "@/app/_components/register/headline.tsx";
import { Moment } from "@/app/_components/ui/datetime.tsx";
import { StateBadge } from "@/app/_components/ui/state-badge.tsx";
import { useNotice } from "@/app/_hooks/use-feed.ts";
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
  const notice = useNotice(entry?.recall.notice);
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
            <span className={cn("block leading-snug", isUnread ? "font-semibold" : "font-medium")}>
              <Headline>{notice.data?.headline ?? readable(item.title)}</Headline>
            </span>
            <span className="mt-1 block text-ink-soft text-sm">
              {device ? readable(device.batch.model.name) : "Device"} <span className="whitespace-nowrap">{item.deviceId}</span> ·{" "}
              <Moment at={item.createdAt} />
            </span>
            {device && entry ? <StateBadge state={stateFor(entry, device)} className="mt-2" /> : null}
          </span>
          <ChevronDown className={cn("mt-1 size-5 shrink-0 text-ink-soft transition-transform", isOpen && "rotate-180")} aria-hidden />
        </button>
      </h2>
      <div id={panel} hidden={!isOpen} className="border-t p-4 sm:pl-9">
        {isOpen ? <Opened device={device} entry={entry} /> : null}
        {isOpen && item.told.length > 0 ? <Told told={item.told} /> : null}
      </div>
    </article>
  );
}

const CHANNEL_WORDS: Record<InboxEntry["told"][number]["channel"], string> = {
  mail: "by mail",
  push: "by notification",
  webhook: "by webhook",
};

/** By which other ways the notice went out. */
function Told({ told }: Pick<InboxEntry, "told">) {
  return (
    <p className="mt-4 border-t pt-3 text-ink-soft text-sm">
      You were told{" "}
      {told.map(({ channel, at }, place) => (
        <Fragment key={channel}>
          {place > 0 ? ", " : ""}
          {CHANNEL_WORDS[channel]} at <Moment at={at} />
        </Fragment>
      ))}
      .
    </p>
  );
}

function Opened({ device, entry }: { device: DeviceView | undefined; entry: DeviceView["recalls"][number] | undefined }) {
  if (!device) return <p className="text-sm">This device is not yours any more, so there is nothing for you to do.</p>;
  if (!entry) return <p className="text-sm">This recall no longer concerns your device.</p>;
  return (
    <div className="flex flex-col gap-4">
      <RecallTask device={device} entry={entry} isNamed />
      <AppLink href={`/recalls/${entry.recall.id}`} className="link self-start text-sm">
        The whole notice of recall {entry.recall.id}
      </AppLink>
    </div>
  );
}
