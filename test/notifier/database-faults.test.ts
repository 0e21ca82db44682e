import { expect } from "chai";
import { openPool } from "../../lib/store/store.ts";
import { enterWithdrawals } from "../../notifier/endings.ts";
import { createFacts } from "../../notifier/facts.ts";
import { createLedger, type Obligation } from "../../notifier/ledger.ts";
import { enterObligations, supersede } from "../../notifier/obligations.ts";
import { type DatabaseFault, type DatabaseProxy, startProxy } from "./proxy.ts";
import { opened, owner, txOf } from "./register.ts";
import { email, eventually, type Ground, prepareGround, settled, UNDER_WAY } from "./setup.ts";

const CHAIN = 31337;
const FAULTS: readonly DatabaseFault[] = ["cut before", "cut after", "half-close", "delay"];

describe("faults of the database", function () {
  this.timeout(120_000);
  let ground: Ground;
  let proxy: DatabaseProxy;
  beforeEach(async () => {
    ground = await prepareGround();
    proxy = await startProxy(ground.database.roles.notifier);
    await ground.register.claim(1, 2);
    await ground.leaveAddresses(1, 2);
    await ground.register.openRecall(1, ground.node);
  });
  afterEach(async () => {
    proxy.close();
    await ground.close();
  });

  const states = async (): Promise<string> =>
    (await ground.rows())
      .map(({ kind, state }) => `${kind} ${state}`)
      .sort()
      .join(", ");
  const enter = (url: string): Promise<number> => using(url, (pool) => enterObligations(pool, CHAIN, 100n, [opened(1)]));
  const using = async <Result>(url: string, work: (pool: ReturnType<typeof openPool>) => Promise<Result>): Promise<Result> => {
    const pool = openPool(url, 1);
    try {
      return await work(pool);
    } finally {
      await pool.end();
    }
  };
  const held = async (): Promise<Obligation> => {
    const [row] = await ground.database.query<{ id: string }>("SELECT id FROM ledger.obligation WHERE state = 'due' ORDER BY id LIMIT 1");
    return (await using(ground.database.roles.notifier, (pool) => createLedger(pool).claim(row?.id ?? ""))) as Obligation;
  };

  type Work = (pool: ReturnType<typeof openPool>) => Promise<unknown>;
  const withHeld = (act: (pool: ReturnType<typeof openPool>, one: Obligation) => Promise<unknown>) => async (): Promise<Work> => {
    await enter(ground.database.roles.notifier);
    const one = await held();
    return (pool) => act(pool, one);
  };
  /** What is done, from a common ground, and how the ledger stands once it was done, with a fault or without. */
  const works: Record<string, { prepare(): Promise<Work>; after: string }> = {
    enter: {
      prepare: async () => (pool) => enterObligations(pool, CHAIN, 100n, [opened(1)]),
      after: "notice due, notice due, notice due, notice due",
    },
    supersede: {
      prepare: async () => {
        await enter(ground.database.roles.notifier);
        await ground.database.query("UPDATE indexer.recall SET state = 'closed'");
        return (pool) => supersede(pool, CHAIN);
      },
      after: "notice superseded, notice superseded, notice superseded, notice superseded",
    },
    withdraw: {
      prepare: async () => {
        await enter(ground.database.roles.notifier);
        await ground.database.query("UPDATE ledger.obligation SET state = 'sent' WHERE channel = 'mail'");
        return (pool) => enterWithdrawals(pool, CHAIN, [{ ...opened(1), tx: txOf(1, 99), event: "withdrawal" }]);
      },
      after: "notice due, notice due, notice sent, notice sent, withdrawal due, withdrawal due",
    },
    claim: {
      prepare: async () => {
        await enter(ground.database.roles.notifier);
        const [row] = await ground.rows();
        return (pool) => createLedger(pool).claim(row?.id ?? "");
      },
      after: "notice due, notice due, notice due, notice due",
    },
    renew: { prepare: withHeld((pool, one) => createLedger(pool).renew(one)), after: "notice due, notice due, notice due, notice due" },
    settle: {
      prepare: withHeld((pool, one) => createLedger(pool).settle(one, "sent")),
      after: "notice due, notice due, notice due, notice sent",
    },
    release: {
      prepare: withHeld((pool, one) => createLedger(pool).release(one, "later")),
      after: "notice due, notice due, notice due, notice due",
    },
    facts: {
      prepare: withHeld((pool, one) => createFacts(pool, ground.documents, "http://127.0.0.1:3000", () => true)(one)),
      after: "notice due, notice due, notice due, notice due",
    },
  };

  for (const [name, { prepare, after }] of Object.entries(works))
    for (const fault of FAULTS)
      it(`leave the ledger right: ${name}, ${fault}`, async () => {
        const work = await prepare();
        await using(proxy.url, async (pool) => {
          await pool.query("SELECT 1");
          proxy.next = fault;
          const failed = await work(pool).then(
            () => false,
            () => true,
          );
          expect(failed, "is noticed").to.equal(fault !== "delay");
          await work(pool);
        });
        expect(await states()).to.equal(after);
      });

  /** What the database answers to writes while it has no room, or is a stand-by. */
  const refusals: Record<string, [on: string, off: string]> = {
    "a full disk under the ledger": [refuse("ledger.obligation", "INSERT OR UPDATE"), allow("ledger.obligation")],
    "a full disk under the inbox": [refuse("ledger.inbox", "INSERT"), allow("ledger.inbox")],
    "a full disk under the queue": [refuse("queue.job", "INSERT OR UPDATE"), allow("queue.job")],
    "a stand-by that takes no writes": [
      "ALTER ROLE muster_notifier SET default_transaction_read_only = on; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'muster_notifier'",
      "ALTER ROLE muster_notifier RESET default_transaction_read_only; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'muster_notifier'",
    ],
  };
  for (const [name, [on, off]] of Object.entries(refusals))
    it(`lose nothing and send nothing that cannot be noted: ${name}`, async () => {
      const notifier = await ground.notifier({ retry: { retryDelay: 1 } });
      await settled(ground, 4);
      await ground.database.query(on);
      await ground.register.claim(3, 12);
      await ground.leaveAddresses(3, 12);
      await eventually("a problem or a look", async () => (await notifier.status().catch(() => null))?.lastLook.at);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      const before = ground.mails().length;
      if (name.includes("ledger") || name.includes("stand-by")) expect(before, "nothing is sent meanwhile").to.equal(2);
      await ground.database.query(off);
      await settled(ground, 24, 60);
      const mails = ground.mails();
      expect(new Set(mails.flatMap(({ to }) => to))).to.have.property("size", 12);
      expect(mails.length - 12, "doubled").to.be.at.most(UNDER_WAY);
      expect((await ground.rows()).filter(({ state }) => state !== "sent")).to.deep.equal([]);
    });

  for (const days of [400, -400])
    it(`decide by the database's clock alone: ours is ${days} days off`, async () => {
      const { now } = Date;
      Date.now = () => now() + days * 86_400_000;
      try {
        await ground.notifier();
        await eventually(
          "the mails",
          async () => ground.mails().length === 2 && (await ground.rows()).every(({ state }) => state === "sent"),
          30_000_000,
        );
      } finally {
        Date.now = now;
      }
      expect(await states(), "no reminder, and none that is late").to.equal("notice sent, notice sent, notice sent, notice sent");
      expect(ground.mails().flatMap(({ to }) => to)).to.have.members([email(1), email(2)]);
      expect((await ground.store.inbox.list(owner(1))).length).to.equal(1);
    });

  function refuse(table: string, acts: string): string {
    return `CREATE OR REPLACE FUNCTION public.no_room() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
      CREATE TRIGGER no_room BEFORE ${acts} ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION public.no_room()`;
  }
  function allow(table: string): string {
    return `DROP TRIGGER no_room ON ${table}`;
  }
});
