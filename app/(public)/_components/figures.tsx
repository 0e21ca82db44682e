import { Day } from "@/app/_components/ui/datetime.tsx";
import { Stat, Stats } from "@/app/_components/ui/stat.tsx";
import { formatCount, formatUnits } from "@/app/_lib/format.ts";
import { answer, readHealth } from "@/app/_lib/read.ts";
import { feed } from "@/app/_lib/server.ts";

/** The size of the register. Left out when it cannot be read: nothing else depends on it. */
export async function Figures() {
  const [{ value: figures }, { value: health }] = await Promise.all([answer(feed().figures()), readHealth()]);
  if (!figures || !health) return null;
  const { organizations, manufacturers, deviceBatches, devices, claimed, openRecalls } = figures;
  return (
    <div>
      <Stats>
        <Stat label="Makers" value={formatCount(manufacturers)} note={`of ${formatUnits(organizations, "organisation")}`} />
        <Stat label="Devices" value={formatCount(devices)} note={`in ${formatUnits(deviceBatches, "batch", "batches")}`} />
        <Stat label="With an owner" value={formatCount(claimed)} note={`of ${formatCount(devices)} devices`} />
        <Stat label="Open recalls" value={formatCount(openRecalls)} note="of all kinds" />
      </Stats>
      <p className="mt-4 text-ink-soft text-sm">
        As of <Day at={health.block.timestamp} />.
      </p>
    </div>
  );
}
