import { gtinCheckDigit } from "../lib/domain/gtin.ts";
import { MODEL_KINDS, position } from "../lib/domain/kinds.ts";
import { weekOf } from "../lib/domain/week.ts";
import { networkHelpers, type Register, SUPPORT_END } from "../test/contracts/fixture.ts";
import { ASN, addOperator, observationOf } from "../test/contracts/support/networks.ts";
import { gasOf, hash } from "./gas-of.ts";

/** Observations, new and again, and a week of reports. The first week of a network, which pays for 255 more, is not counted. */
export async function measureNetworks(register: Register) {
  const { networks, catalog, orgs, observerKey, brandKey, colleague } = register;
  const observe = async (asns: number[]) => {
    const found = await Promise.all(asns.map((asn) => observationOf({ asn, blocked: 12, received: 1, evidence: hash("report") })));
    return gasOf(networks.connect(observerKey).recordObservations(orgs.observer, found));
  };
  const gas: Record<string, number> = {};
  gas.observe = await observe([ASN]);
  gas.observeAgain = await observe([ASN]);
  gas.observe100 = await observe(Array.from({ length: 100 }, (_, i) => ASN + 1 + i));

  await addOperator(register, colleague);
  const models = [];
  for (let i = 0; i < 20; i++) {
    const digits = `${9_000_000_000_000 + i}`;
    const terms = [orgs.brand, `${digits}${gtinCheckDigit(digits)}`, position(MODEL_KINDS, "device"), SUPPORT_END, `Camera ${i}`] as const;
    models.push(await catalog.connect(brandKey).registerModel.staticCall(...terms));
    await catalog.connect(brandKey).registerModel(...terms);
  }
  const counts = models.map((modelId) => ({ modelId, reported: 30, claimed: 12, remedied: 9 }));
  const week = weekOf(await networkHelpers.time.latest());
  await networks.connect(colleague).countAbuse(ASN, week - 2, []);
  gas.countAbuse20 = await gasOf(networks.connect(colleague).countAbuse(ASN, week - 1, counts));
  return gas;
}
