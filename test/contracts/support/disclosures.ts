import { commitmentOf, type Finding, REVEAL_DELAY } from "../../../lib/domain/disclosure.ts";
import { type DisclosureId, disclosureId } from "../../../lib/domain/ids.ts";
import { DISCLOSURE_KINDS, position } from "../../../lib/domain/kinds.ts";
import { chainId, networkHelpers, type Register, type Signer } from "../fixture.ts";

export const DOCUMENT = `0x${"d1".repeat(32)}` as const;

/** A hole in the brand's camera, but for what a test changes. */
export const findingOf = ({ models }: Register, changes: Partial<Finding> = {}): Finding => ({
  ...{ modelId: models.camera, kind: "vulnerability", declaration: 0, subject: "", digest: DOCUMENT, salt: `0x${"5a".repeat(32)}` },
  ...changes,
});

/** That the camera's first declaration is not kept. */
export const breachOf = (register: Register, changes: Partial<Finding> = {}): Finding =>
  findingOf(register, { kind: "breach", declaration: 1, subject: "5.1-1", ...changes });

export const onChain = (finding: Finding) => ({ ...finding, kind: position(DISCLOSURE_KINDS, finding.kind) });

export const commitment = async ({ disclosures }: Register, finding: Finding, researcher: Signer) =>
  commitmentOf(chainId, (await disclosures.getAddress()) as `0x${string}`, researcher.address as `0x${string}`, finding);

/** Files a finding, by default as Alice. @returns the time. */
export async function file(register: Register, finding: Finding, researcher = register.alice): Promise<number> {
  await register.disclosures.connect(researcher).file(await commitment(register, finding, researcher));
  return networkHelpers.time.latest();
}

/** Files a finding and reveals it an hour later. */
export async function addDisclosure(
  register: Register,
  { finding = findingOf(register), researcher = register.alice }: { finding?: Finding; researcher?: Signer } = {},
): Promise<DisclosureId> {
  await file(register, finding, researcher);
  await networkHelpers.time.increase(REVEAL_DELAY);
  const disclosures = register.disclosures.connect(researcher);
  const id = disclosureId(await disclosures.reveal.staticCall(onChain(finding)));
  await disclosures.reveal(onChain(finding));
  return id;
}
