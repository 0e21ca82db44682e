"use client";

import { Fragment } from "react";
import { useConsole } from "./console-context.ts";
import { PersonName } from "./person-name.tsx";

/** The colleagues who may release what somebody drafted: whoever has the right, but not the drafter. */
export function WhoMayRelease({ drafter }: { drafter: string }) {
  const { organization } = useConsole();
  const others = organization.operators.filter(
    ({ account, permissions }) => permissions.includes("recall-release") && account.toLowerCase() !== drafter.toLowerCase(),
  );
  if (others.length === 0) return <>No other key of your organisation may release recalls yet; its admin has to name one.</>;
  return (
    <>
      Another key has to release it:{" "}
      {others.map(({ account }, i) => (
        <Fragment key={account}>
          {i > 0 ? " or " : null}
          <PersonName account={account} />
        </Fragment>
      ))}
      .
    </>
  );
}
