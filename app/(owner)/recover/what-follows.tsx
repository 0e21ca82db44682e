import type { Address } from "viem";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { readable } from "@/app/_lib/words.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";

type Props = {
  device: DeviceView;
  basis: "code" | "device";
  claimant: Address;
  /** Who is connected, and need not be the claimant where the device named one. */
  account: Address;
};

/** What it means to claim a device that has an owner, before it is done. */
export function WhatFollows({ device: { title, batch }, basis, claimant, account }: Props) {
  const maker = readable(batch.model.maker.name);
  const isOwn = claimant.toLowerCase() === account.toLowerCase();
  return (
    <section aria-labelledby="follows">
      <h2 id="follows" className="font-semibold text-lg tracking-tight">
        What follows
      </h2>
      <ul className="mt-2 flex list-disc flex-col gap-1.5 pl-5 leading-relaxed marker:text-ink-soft">
        {isOwn ? null : (
          <li className="font-medium">
            The device named another account than yours: <Copy value={claimant} what="claimant's address" />. It shall belong to that one.
          </li>
        )}
        <li>Everybody can see on the device's page that {isOwn ? "you claim it, from this account" : "that account claims it"}.</li>
        {title?.recovery?.state === "pending" ? <li>It takes the place of the claim with the code from the box that runs now.</li> : null}
        {title?.flags.stolen ? (
          <li className="font-medium text-affected">
            Its owner reported it stolen, so the claim counts as objected to at once. Only {maker} can then award it.
          </li>
        ) : (
          <li>Its owner has 14 days to object. If nobody does, you come back and complete it.</li>
        )}
        <li>
          After an objection nobody can claim it {basis === "code" ? "with the code" : "in any way"} again while it has this owner. {maker}{" "}
          may still award it, with a public reason.
        </li>
      </ul>
    </section>
  );
}
