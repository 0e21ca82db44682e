import { expect } from "chai";
import { encodeFunctionData, type Hex } from "viem";
import { decodeDraft, draftDigest, encodeDraft, issuerOf, releaseCall, SHRINK_DELAY, type Step } from "../../lib/chain/draft.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { type BatchId, recallId } from "../../lib/domain/ids.ts";
import type { ScopeItem } from "../../lib/domain/scope.ts";
import { load, networkHelpers, type Register } from "../contracts/fixture.ts";
import { addBatch, MADE_FROM, MADE_TO } from "../contracts/support/batches.ts";
import { NOTICE } from "../contracts/support/recalls.ts";

const RECALL = recallId(1);

describe("A drafted step of a recall", () => {
  let register: Register;
  let batch: BatchId;
  let steps: Record<Step["step"], Step>;
  beforeEach(async () => {
    register = await load();
    const { orgs, models } = register;
    batch = await addBatch(register, { factoryRelease: 3 });
    const issuer = orgs.brand;
    const gravity = { measure: "corrective-update", severity: "high", notice: NOTICE as Hex } as const;
    const scope: ScopeItem[] = [
      { kind: "model", modelId: models.camera, excluded: false },
      { kind: "batch", batchId: batch, first: 1, last: 3, excluded: true },
      { kind: "component", batchId: batch },
      { kind: "made", modelId: models.camera, first: Number(MADE_FROM), last: Number(MADE_TO), excluded: false },
      { kind: "shipped", modelId: models.camera, first: 2, last: 3, excluded: false },
    ];
    steps = {
      open: { step: "open", recall: { issuer, ...gravity, minEvidence: "maker", scope, fixes: [] } },
      amend: {
        step: "amend",
        issuer,
        amendment: {
          ...{ recallId: RECALL, version: 2, ...gravity, severity: "low", reason: "Two units were never sold." },
          added: [{ kind: "batch", batchId: batch, first: 0, last: 0, excluded: true }],
        },
      },
      close: { step: "close", issuer, recallId: RECALL, reason: "All are fixed." },
      withdraw: { step: "withdraw", issuer, recallId: RECALL, reason: "It was another batch." },
    };
  });

  const draft = async (step: Step) => {
    const { recalls, brandDrafter } = register;
    await recalls.connect(brandDrafter).draft(issuerOf(step), draftDigest(step));
  };
  const release = async (step: Step) => {
    const { address, abi, functionName, args } = releaseCall(
      { contracts: { Recalls: (await register.recalls.getAddress()) as Hex } },
      step,
    );
    return register.brandKey.sendTransaction({ to: address, data: encodeFunctionData({ abi, functionName, args }) });
  };

  it("reads back from its file as it was written", () => {
    for (const step of Object.values(steps)) expect(decodeDraft(JSON.parse(JSON.stringify(encodeDraft(step))))).to.deep.equal(step);
  });

  it("is announced by the digest that Recalls looks for when it is released", async () => {
    await draft(steps.open);
    await release(steps.open);
    for (const name of ["amend", "close"] as const) {
      await draft(steps[name]);
      await expect(release(steps[name]))
        .to.be.revertedWithCustomError(register.recalls, "RecallsDraftTooYoung")
        .withArgs(draftDigest(steps[name]), (await networkHelpers.time.latest()) + SHRINK_DELAY);
      await networkHelpers.time.increase(SHRINK_DELAY);
      await release(steps[name]);
    }
    const { state, version, scopeCount } = await register.recalls.recall(RECALL);
    expect([state, version, scopeCount]).to.deep.equal([2n, 2n, 6n]);
  });

  it("is announced likewise when the recall was a mistake", async () => {
    await draft(steps.open);
    await release(steps.open);
    await draft(steps.withdraw);
    await networkHelpers.time.increase(SHRINK_DELAY);
    await expect(release(steps.withdraw)).to.emit(register.recalls, "RecallWithdrawn");
  });

  it("can be released only as it was drafted", async () => {
    await draft(steps.open);
    const other = structuredClone(steps.open);
    if (other.step === "open") other.recall.severity = "critical";
    await expect(release(other)).to.be.revertedWithCustomError(register.recalls, "RecallsSecondKeyNeeded").withArgs(draftDigest(other));
  });

  it("is refused in any other form", () => {
    const good = encodeDraft(steps.close);
    const bad = [
      null,
      {},
      { ...good, format: "muster-recall-draft/1" },
      { ...good, step: "reopen" },
      { ...good, reason: "" },
      { ...good, more: 1 },
    ];
    const component = { kind: "component", batch: 1, excluded: true };
    bad.push({ ...encodeDraft(steps.open), scope: [component] }, { ...encodeDraft(steps.open), scope: [] });
    for (const value of bad)
      expect(() => decodeDraft(value), JSON.stringify(value))
        .to.throw(MusterError)
        .with.property("code", "draft-invalid");
  });
});
