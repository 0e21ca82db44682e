import type { Address, Hex } from "viem";
import { toHex } from "viem";
import * as calls from "../../../lib/chain/calls.ts";
import { castMember } from "../../../lib/domain/cast.ts";
import { type Asn, asNumber, type ModelId, type OrgId } from "../../../lib/domain/ids.ts";
import { type AddressFamily, TEST_METHODS, type TestMethod } from "../../../lib/domain/kinds.ts";
import { FAMILIES, type ObservationFacts } from "../../../lib/domain/network-standing.ts";
import { weekOf } from "../../../lib/domain/week.ts";
import type { Register } from "../fixture.ts";
import type { Driver } from "./driver.ts";

const DAY = 86_400;
const METHODS = TEST_METHODS.filter((method) => method !== "none");

type Observer = { id: OrgId; key: Address; suspendedAt: number | null; rightLostAt: number | null };
type Seen = Pick<ObservationFacts, "blocked" | "received" | "first" | "last" | "expiresAt" | "evidence" | "withdrawnAt">;

/** Networks of a register that lives, and what the contracts were told of them and accepted. */
export type NetworkWorld = {
  register: Pick<Register, "deployment">;
  driver: Driver;
  random(end: number): number;
  asns: Asn[];
  observers: Observer[];
  operator: { id: OrgId; key: Address };
  models: readonly ModelId[];
  seen: Map<string, Seen & { by: Observer; asn: Asn; family: AddressFamily; method: TestMethod }>;
  assigned: Set<Asn>;
  weeks: Map<Asn, number>;
};

export const asnsOf = (seed: number): Asn[] => Array.from({ length: 3 }, (_, n) => asNumber(4_200_000_000 + 3 * seed + n));

/** What counts of a network, and what does not, as the rule wants it. */
export const factsOf = ({ seen }: NetworkWorld, asn: Asn): ObservationFacts[] =>
  [...seen.values()]
    .filter((one) => one.asn === asn)
    .map(({ by, ...one }) => ({ ...one, observer: by.id, suspendedAt: by.suspendedAt, rightLostAt: by.rightLostAt }));

type Act = (world: NetworkWorld) => Promise<unknown>;

const pick = <Item>({ random }: NetworkWorld, list: readonly Item[]): Item | undefined => list[random(list.length || 1)];
const govern = ({ driver }: NetworkWorld, call: calls.Call) => driver.send(castMember("gus").address, call);
const inGoodStanding = ({ observers }: NetworkWorld) =>
  observers.filter(({ suspendedAt, rightLostAt }) => suspendedAt === null && rightLostAt === null);

const observe: Act = async (world) => {
  const { driver, random, register, seen } = world;
  const by = pick(world, inGoodStanding(world));
  if (!by) return;
  const [asn, family, method] = [pick(world, world.asns), pick(world, FAMILIES), pick(world, METHODS)] as [Asn, AddressFamily, TestMethod];
  const last = driver.now();
  const result = { blocked: random(3), received: random(4) === 0 ? 1 + random(2) : 0 };
  if (result.blocked + result.received === 0) return;
  const times = { first: last - random(DAY), last, expiresAt: last + DAY + random(60 * DAY) };
  const found = { ...result, ...times, evidence: toHex(1 + random(4), { size: 32 }) as Hex };
  await driver.send(by.key, calls.recordObservations(register.deployment, by.id, [{ asn, family, method, ...found }]));
  seen.set(`${by.id} ${asn} ${family} ${method}`, { by, asn, family, method, ...found, withdrawnAt: null });
};

const withdraw: Act = async (world) => {
  const good = inGoodStanding(world);
  const one = pick(
    world,
    [...world.seen.values()].filter(({ by, withdrawnAt }) => withdrawnAt === null && good.includes(by)),
  );
  if (!one) return;
  await world.driver.send(one.by.key, calls.withdrawObservation(world.register.deployment, one.by.id, one, "wrong list"));
  one.withdrawnAt = world.driver.now();
};

const suspend: Act = async (world) => {
  const by = pick(world, world.observers) as Observer;
  await govern(world, calls.setSuspended(world.register.deployment, by.id, by.suspendedAt === null, "looked at"));
  by.suspendedAt = by.suspendedAt === null ? world.driver.now() : null;
};

const changeRight: Act = async (world) => {
  const by = pick(world, world.observers) as Observer;
  await world.driver.send(by.key, calls.setOperator(world.register.deployment, by.id, by.key, by.rightLostAt === null ? [] : ["networks"]));
  by.rightLostAt = by.rightLostAt === null ? world.driver.now() : null;
};

const assign: Act = async (world) => {
  const asn = pick(world, world.asns) as Asn;
  const isTaken = world.assigned.has(asn) && world.random(4) === 0;
  await govern(world, calls.assignNetwork(world.register.deployment, asn, isTaken ? null : world.operator.id, "by the registry"));
  if (isTaken) world.assigned.delete(asn);
  else world.assigned.add(asn);
};

/** Whatever an operator says of one of its networks. */
const speak: Act = async (world) => {
  const { driver, random, register, operator, models, weeks } = world;
  const asn = pick(world, [...world.assigned]);
  if (asn === undefined) return;
  const week = weeks.get(asn) ?? weekOf(driver.now()) - 2_000;
  const counted = [...models].sort((a, b) => (a < b ? -1 : 1)).slice(random(3));
  const numbers = { reported: 5 + random(50), claimed: 0, remedied: 5 };
  const said = [
    calls.replyForNetwork(register.deployment, {
      asn,
      family: pick(world, [...FAMILIES, undefined]),
      wantsRetest: random(2) === 0,
      text: "We look into it.",
    }),
    calls.claimMembership(register.deployment, { asn, programme: `P${random(2)}`, since: random(2), link: "https://p.example" }),
    calls.countAbuse(
      register.deployment,
      asn,
      week,
      [null, ...counted].map((modelId) => ({ modelId, ...numbers })),
    ),
  ];
  const what = random(said.length);
  await driver.send(operator.key, said[what] as calls.Call);
  if (what === 2) weeks.set(asn, week + 1);
};

const LOTTERY: Act[] = [observe, observe, observe, observe, observe, withdraw, suspend, changeRight, assign, speak, speak];

/** One act at random; one that makes no sense at the moment does nothing. */
export const actOnNetworks: Act = (world) => (LOTTERY[world.random(LOTTERY.length)] as Act)(world);
