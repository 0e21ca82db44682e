import { AppLink } from "@/app/_components/app-link.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Moment } from "@/app/_components/ui/datetime.tsx";
import { cn } from "@/app/_lib/cn.ts";
import { provisionalUntil } from "@/app/_lib/unit-state.ts";
import { FLAG_WORDS } from "@/app/_lib/words.ts";
import type { Flag } from "@/lib/domain/kinds.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";

/** In the order of their weight for whoever holds the device. */
const FLAGS: readonly Flag[] = ["stolen", "contested", "retired", "provisional"];

type Props = Pick<DeviceView, "id" | "title"> & { /** Those to be shown; all unless given. */ flags?: readonly Flag[]; className?: string };

/** What holds of a unit besides its owner, and what follows from it; nothing when all is plain. */
export function UnitFlags({ id, title, flags = FLAGS, className }: Props) {
  const raised = flags.filter((flag) => title?.flags[flag]);
  if (!title || raised.length === 0) return null;
  const { recovery } = title;
  return (
    <div className={cn("flex flex-col gap-3", className)}>
      {raised.map((flag) => (
        <Alert key={flag} tone={flag === "provisional" ? "info" : "warning"} title={`${FLAG_WORDS[flag].word}.`}>
          {FLAG_WORDS[flag].meaning}
          {flag === "provisional" ? (
            <>
              {" "}
              Provisional until <Moment at={provisionalUntil(title.since)} />.
            </>
          ) : null}
          {flag === "contested" && recovery?.readyAt ? (
            <>
              {" "}
              The other claim can be completed from <Moment at={recovery.readyAt} /> on
              {recovery.state === "pending" ? ", unless the owner objects" : null}.{" "}
              <AppLink href={`/recover/${id}`} className="link">
                How it stands
              </AppLink>
            </>
          ) : null}
        </Alert>
      ))}
    </div>
  );
}
