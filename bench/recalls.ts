import { type BatchId, type DeviceId, recallId } from "../lib/domain/ids.ts";
import { MEASURES, position, SEVERITIES } from "../lib/domain/kinds.ts";
import { networkHelpers, type Register } from "../test/contracts/fixture.ts";
import {
  addRecall,
  component,
  draftOf,
  draftStep,
  NOTICE,
  opening,
  range,
  SHRINK_DELAY,
  type Step,
  signAct,
  UNSIGNED,
} from "../test/contracts/support/recalls.ts";
import { gasOf } from "./gas-of.ts";

const LATER = 2 ** 40;

/** A recall from its draft to its end, with both keys. The first of all, which pays for the counter, is not counted. */
export async function measureRecalls(register: Register, board: BatchId, batch: BatchId, deviceId: DeviceId) {
  const { recalls, brandDrafter, brandKey, boardKey, orgs, alice, mallory } = register;
  const all = await addRecall(register);
  const draft = (step: Step, args: unknown[]) => gasOf(recalls.connect(brandDrafter).draft(orgs.brand, draftOf(register, step, args)));

  const byRange = opening(register, { scope: [range(batch, 1000, 600_000)] });
  const gas: Record<string, number> = { draft: await draft("open", [byRange]) };
  gas.openRecallRange = await gasOf(recalls.connect(brandKey).open(byRange));
  const byComponent = opening(register, { issuer: orgs.board, scope: [component(board)] });
  await draftStep(register, orgs.board, "open", [byComponent]);
  gas.openRecallComponent = await gasOf(recalls.connect(boardKey).open(byComponent));

  gas.acknowledge = await gasOf(recalls.connect(alice).acknowledge(all, deviceId, "0x", UNSIGNED));
  const signed = await signAct(register, alice, "Acknowledge", { deviceId, recallId: all, epoch: 1, nonce: 0, deadline: LATER });
  gas.acknowledgeSigned = await gasOf(recalls.connect(mallory).acknowledge(all, deviceId, "0x", signed));

  const amendment = {
    recallId: recallId(all + 1),
    version: 2,
    measure: position(MEASURES, "corrective-update"),
    severity: position(SEVERITIES, "critical"),
    notice: NOTICE,
    added: [range(batch, 600_001, 700_000)],
    reason: "more units are affected",
  };
  await draft("amend", [amendment]);
  gas.amend = await gasOf(recalls.connect(brandKey).amend(amendment));
  const end = [all, "every unit was fixed"] as const;
  await draft("close", [...end]);
  await networkHelpers.time.increase(SHRINK_DELAY);
  gas.close = await gasOf(recalls.connect(brandKey).close(...end));
  return gas;
}
