"use client";

import { Provenance } from "@/app/_components/register/provenance.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import { formatUnits } from "@/app/_lib/format.ts";
import { readable } from "@/app/_lib/words.ts";
import type { DeviceView, Provenance as Part } from "@/lib/feed/wire.ts";
import { recalledParts } from "../../_components/open-recalls.ts";

const count = (parts: readonly Part[]): number => parts.reduce((sum, part) => sum + 1 + count(part.parts), 0);

/** The boards and modules in a device, with the open recalls that mean it because of them. */
export function PartsInside({ device }: { device: DeviceView }) {
  const { batch, parts, swaps } = device;
  if (parts.length === 0 && swaps.length === 0) return null;
  const recalled = recalledParts(device);
  const summary = `What is inside: ${formatUnits(count(parts), "part")}${recalled.size > 0 ? `, ${recalled.size} recalled` : ""}`;
  return (
    <Disclosure summary={summary}>
      <Provenance batch={batch} parts={parts} recalled={recalled} />
      {swaps.length > 0 ? (
        <ul className="mt-3 flex flex-col gap-1 text-sm">
          {swaps.map(({ position, batch: putIn, at }) => (
            <li key={position}>
              Part {position} was {putIn ? `replaced by ${readable(putIn.model.name)}, lot ${readable(putIn.lot)},` : "removed"} on{" "}
              <Day at={at} />.
            </li>
          ))}
        </ul>
      ) : null}
    </Disclosure>
  );
}
