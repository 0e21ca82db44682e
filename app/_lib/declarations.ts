import { contradictions, type Declaration, decodeDeclaration } from "../../lib/domain/declaration.ts";
import type { RegisterFacts } from "../../lib/domain/declaration-views.ts";
import type { DeclarationView, ModelView } from "../../lib/feed/wire.ts";
import { type Checked, checkedReader } from "./checked-document.ts";
import { asciiDomain, readable } from "./words.ts";

/** A declaration that was checked against its digest, and where it contradicts the register; or what is wrong with it. */
export type CheckedDeclaration =
  | { state: "checked"; declaration: Declaration; contradictions: string[] }
  | { state: Exclude<Checked<Declaration>["state"], "checked">; declaration: null };

const read = checkedReader("declaration", decodeDeclaration);

export async function readDeclaration(model: ModelView, { digest, credentials, keys }: DeclarationView): Promise<CheckedDeclaration> {
  const { state, content } = await read(digest);
  if (state !== "checked") return { state, declaration: null };
  const { gtin, supportEnd } = model;
  return { state, declaration: content, contradictions: contradictions(content, { gtin, supportEnd, credentials, keys }) };
}

/** `2030-03-17`, from Unix seconds. */
const dayOf = (time: number): string => new Date(time * 1000).toISOString().slice(0, 10);

/** What the register knows of a model, for the views of the laws. */
export const registerFacts = (model: ModelView, declared: DeclarationView): RegisterFacts => ({
  name: readable(model.name),
  gtin: model.gtin,
  maker: { name: readable(model.maker.name), domain: asciiDomain(model.maker.domain) },
  supportEnd: model.supportEnd > 0 ? dayOf(model.supportEnd) : null,
  declaredOn: dayOf(declared.declaredAt),
  certificates: model.certificates.map(({ laboratory, state, certifiedAt }) => ({
    laboratory: readable(laboratory.name),
    state,
    certifiedOn: dayOf(certifiedAt),
  })),
});
