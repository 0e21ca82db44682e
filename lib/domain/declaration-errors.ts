import type { ErrorEntry } from "./error-table.ts";

/** Security declarations, certificates, and the resolver of product links. Part of `ERRORS`. */
export const DECLARATION_ERRORS = {
  "declaration-invalid": {
    what: "The security declaration cannot be used: {problem}.",
    why: "A declaration is in the form muster-declaration/1 and answers every provision of ETSI EN 303 645, with a reason wherever one is not met.",
    remedy: "Correct what is named and try again; muster model draft-declaration writes one to fill in.",
  },
  "declaration-contradicts": {
    what: "The security declaration contradicts the register: {problem}.",
    why: "What is declared is public for good, and buyers read both.",
    remedy: "Correct the document, or the register, and try again.",
  },
  "product-unknown": {
    what: "No product with the GTIN {gtin} is in the register.",
    why: "Its maker has not registered it here, or the number belongs to another product.",
    remedy: "Compare the number with the print on the product.",
  },
  "link-type-unknown": {
    what: "There is no link of the type {linkType} about this product.",
    why: "Only links are served behind which there is what their type says.",
    remedy: "Ask for linkType=linkset to see which there are.",
  },
} as const satisfies Record<string, ErrorEntry>;
