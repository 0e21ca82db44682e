import { db } from "ponder:api";
import { governanceAct, governor, organization } from "ponder:schema";
import { desc, inArray } from "ponder";
import { getAddress } from "viem";
import { readDeployment } from "../../../lib/chain/deployments.ts";
import { readGovernanceAct } from "../../../lib/chain/governance.ts";
import { delayAt, governanceState } from "../../../lib/domain/governance.ts";
import { timeAt } from "../../../lib/domain/register-time.ts";
import { readEnvironment } from "../../env.ts";
import { ofOneBlock } from "./health.ts";
import { bodyColumns } from "./refs.ts";
import type { Handlers } from "./serve.ts";

const SHOWN = 200;

const { contracts } = readDeployment(readEnvironment().MUSTER_CHAIN_ID);

export const governance = {
  "GET /governance": () =>
    ofOneBlock(async (block) => {
      const [rows, governors] = await Promise.all([
        db.select().from(governanceAct).orderBy(desc(governanceAct.block), desc(governanceAct.logIndex)).limit(SHOWN),
        db.select().from(governor).orderBy(governor.from, governor.account),
      ]);
      const acts = rows.map((row) => ({ ...row, what: readGovernanceAct(contracts, row.target, row.data) }));
      const bodies = await db
        .select(bodyColumns)
        .from(organization)
        .where(
          inArray(
            organization.id,
            acts.flatMap(({ what }) => ("orgId" in what && what.orgId) || []),
          ),
        );
      const now = timeAt(block);
      return {
        governors: governors.flatMap(({ account, ...terms }) => {
          const delay = delayAt(terms, now);
          return delay === null ? [] : { account: getAddress(account), delay };
        }),
        items: acts.map(({ hash: operation, caller, target, data, announcedAt, what, ...announced }) => ({
          ...{ operation, caller: getAddress(caller), target: getAddress(target), data, announcedAt, readyAt: announced.readyAt, what },
          state: governanceState(announced, now),
          body: ("orgId" in what && bodies.find(({ id }) => id === what.orgId)) || null,
        })),
      };
    }),
} satisfies Partial<Handlers>;
