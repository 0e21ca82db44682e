import { sha256, stringToBytes } from "viem";
import * as calls from "../../lib/chain/calls.ts";
import { type Declaration, encodeDeclaration } from "../../lib/domain/declaration.ts";
import type { ModelId, OrgId } from "../../lib/domain/ids.ts";
import type { Factory } from "./batches.ts";
import { NORTHGATE_DECLARATION, NORTHGATE_FIRST, PETREL_DECLARATION } from "./declarations.ts";
import { PRODUCTS, type ProductId } from "./products.ts";

const TWO_YEARS = 2 * 365 * 86_400;

/** Two makers say how secure their cameras are, one of them twice; a laboratory certifies what it tested. The third is silent. */
export async function declareModels({ world, documents }: Factory, models: Record<ProductId, ModelId>, laboratory: OrgId): Promise<void> {
  const declare = async (product: ProductId, declaration: Declaration) => {
    const digest = await documents.put(encodeDeclaration(declaration));
    const { credentials, keys } = declaration;
    await world.as(PRODUCTS[product].by, calls.declareSecurity(world.deployment, { modelId: models[product], credentials, keys, digest }));
  };
  await declare("northgate", NORTHGATE_FIRST);
  await declare("northgate", NORTHGATE_DECLARATION);
  await declare("petrel", PETREL_DECLARATION);
  const certificate = {
    laboratory,
    modelId: models.northgate,
    version: 2,
    validUntil: Math.floor(Date.now() / 1000) + TWO_YEARS,
    // The report stays with the laboratory; here it holds nothing but its name.
    report: sha256(stringToBytes("Elm Test House, report 2025-118")),
  };
  await world.as("lars", calls.certifyModel(world.deployment, certificate));
}
