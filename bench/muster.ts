import { batchId } from "../lib/domain/ids.ts";
import { load, type Register } from "../test/contracts/fixture.ts";
import { addBatch, registration } from "../test/contracts/support/batches.ts";
import { element } from "../test/contracts/support/fleet.ts";
import { measureAccounts } from "./accounts.ts";
import { measureDisclosures } from "./disclosures.ts";
import { gasOf, hash } from "./gas-of.ts";
import { type LargeUnit, SIZE, unitInLargeBatch } from "./large-unit.ts";
import { measureNetworks } from "./networks.ts";
import { measureRecalls } from "./recalls.ts";
import { measureReports } from "./reports.ts";
import { measureTitles } from "./titles.ts";

async function measureBatches(register: Register, plain: LargeUnit, withParts: LargeUnit, signing: LargeUnit) {
  const { batches, brandKey, models } = register;
  const first = await addBatch(register, { modelId: models.board, root: hash("boards"), size: SIZE });
  const second = await addBatch(register, { modelId: models.board, root: hash("later boards"), size: SIZE });
  const large = { size: SIZE, lot: "L2025-0114", factoryRelease: 1 };
  const parts = [
    { batchId: first, first: 0, last: SIZE / 2 - 1 },
    { batchId: second, first: SIZE / 2, last: SIZE - 1 },
  ];
  const send = (changes: object) => batches.connect(brandKey).registerBatch(registration(register, { ...large, ...changes }));
  const gas = {
    registerBatch: await gasOf(send({ root: plain.root })),
    registerBatchTwoParts: await gasOf(send({ root: withParts.root, parts })),
  };
  await send({ root: signing.root });
  return { board: first, batches: [batchId(second + 1), batchId(second + 2), batchId(second + 3)] as const, gas };
}

/** Gas of each verb in a register that is in use: counters and permissions exist, what is written is new. */
export async function measureMuster(): Promise<Record<string, number>> {
  const register = await load();
  const key = element(await register.p256Verifier.getAddress(), "bench");
  const first = unitInLargeBatch("first", 0b10101010101010101010);
  const next = unitInLargeBatch("next", SIZE - 1);
  const signing = unitInLargeBatch("signing", 0b01010101010101010101, key);
  const { board, batches, gas } = await measureBatches(register, first, next, signing);
  const titles = await measureTitles(
    register,
    { batch: batches[0], unit: first },
    { batch: batches[1], unit: next },
    { batch: batches[2], unit: signing },
  );
  const reports = await measureReports(register, batches[0]);
  const recalls = await measureRecalls(register, board, batches[0], titles.deviceId);
  const accounts = await measureAccounts(register);
  const disclosures = await measureDisclosures(register);
  return { ...gas, ...titles.gas, ...reports, ...recalls, ...accounts, ...disclosures, ...(await measureNetworks(register)) };
}
