import { REVEAL_DELAY } from "../lib/domain/disclosure.ts";
import { ANSWERS, position, VERDICTS } from "../lib/domain/kinds.ts";
import { networkHelpers, type Register } from "../test/contracts/fixture.ts";
import { addDisclosure, breachOf, commitment, onChain } from "../test/contracts/support/disclosures.ts";
import { declareSecurity } from "../test/contracts/support/releases.ts";
import { gasOf, hash } from "./gas-of.ts";

/** A breach from its filing to the last word on it. The first disclosure, which pays for the counter, is not counted. */
export async function measureDisclosures(register: Register) {
  const { disclosures, models, orgs, alice, brandKey, regulatorKey } = register;
  await declareSecurity(register, models.camera);
  const finding = breachOf(register, { salt: hash("salt") });
  const id = (await addDisclosure(register)) + 1;
  const gas: Record<string, number> = {};
  gas.fileDisclosure = await gasOf(disclosures.connect(alice).file(await commitment(register, finding, alice)));
  await networkHelpers.time.increase(REVEAL_DELAY);
  gas.revealDisclosure = await gasOf(disclosures.connect(alice).reveal(onChain(finding)));
  const said = position(ANSWERS, "acknowledged");
  gas.answerDisclosure = await gasOf(disclosures.connect(brandKey).answer(id, said, 0, hash("document")));
  const verdict = position(VERDICTS, "confirmed");
  gas.judgeDisclosure = await gasOf(disclosures.connect(regulatorKey).judge(orgs.regulator, id, verdict, "we tried it on three units"));
  return gas;
}
