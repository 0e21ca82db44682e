import { randomBytes } from "node:crypto";
import { bytesToHex, sha256, stringToBytes } from "viem";
import * as calls from "../../lib/chain/calls.ts";
import { type CastId, castMember } from "../../lib/domain/cast.ts";
import { commitmentOf, type Finding, REVEAL_DELAY } from "../../lib/domain/disclosure.ts";
import type { ModelId } from "../../lib/domain/ids.ts";
import type { ProductId } from "./products.ts";
import type { World } from "./world.ts";

/**
 * An owner discloses that a declaration is not kept, and its maker looks into it; another has filed something that nobody
 * can read yet. An hour of the chain's time goes by.
 */
export async function discloseFindings(world: World, models: Record<ProductId, ModelId>): Promise<void> {
  const { deployment } = world;
  const file = async (by: CastId, about: Omit<Finding, "digest" | "salt">, report: string): Promise<Finding> => {
    // The report stays with whoever wrote it; here it holds nothing but its name.
    const finding = { ...about, digest: sha256(stringToBytes(report)), salt: bytesToHex(randomBytes(32)) };
    const commitment = commitmentOf(deployment.chainId, deployment.contracts.Disclosures, castMember(by).address, finding);
    await world.as(by, calls.fileDisclosure(deployment, commitment));
    return finding;
  };
  const breach = { modelId: models.northgate, kind: "breach", declaration: 2, subject: "5.3-4" } as const;
  const found = await file("ben", breach, "Ben Adeyemi: two cameras that miss their nightly updates");
  const hole = { modelId: models.cobalt, kind: "vulnerability", declaration: 0, subject: "" } as const;
  await file("dora", hole, "Dora Novak: pictures without a password");

  await world.letPass(REVEAL_DELAY);
  const id = await world.reveal("ben", found);
  await world.as("nadia", calls.answerDisclosure(deployment, { id, says: "acknowledged" }));
}
