import type { ErrorEntry } from "./error-table.ts";

/** What researchers found out, and what is said of it. Part of `ERRORS`. */
export const DISCLOSURE_ERRORS = {
  DisclosuresInvalidCommitment: {
    what: "The commitment is empty.",
    why: "It is the hash of a finding; zeros are the hash of nothing.",
    remedy: "Make it anew with `muster disclosure commit` or on the page for researchers.",
  },
  DisclosuresFiledBefore: {
    what: "This was filed by the same account on {filedAt}.",
    why: "The first day counts, so it cannot be filed again.",
    remedy: "There is nothing to do: reveal it when the time has come.",
  },
  DisclosuresNotFiled: {
    what: "{researcher} has not filed this finding, or has revealed it already.",
    why: "What is revealed must be, to the last character, what the same account filed: commitment {commitment}.",
    remedy: "Send it from the account that filed it, with the file that was written then.",
  },
  DisclosuresTooEarly: {
    what: "This can be revealed from {readyAt}.",
    why: "An hour lies between filing and revealing, so that nobody who sees a finding under way can pass it for an own one.",
    remedy: "Reveal it then.",
  },
  DisclosuresInvalidFinding: {
    what: "The finding is incomplete.",
    why: "It needs a kind and the digest of a document. A breach names the declaration and the provision; a vulnerability names no declaration. The provision or CVE has at most 20 characters.",
    remedy: "Make a new commitment with what is missing, and file that.",
  },
  DisclosuresNoSuchDeclaration: {
    what: "Model {modelId} has no security declaration number {declaration}.",
    why: "A breach is of something that the maker has declared.",
    remedy: "Look up the number of the declaration on the model's page, and make a new commitment.",
  },
  DisclosuresUnknown: {
    what: "There is no disclosure {disclosureId}.",
    why: "Disclosures are numbered in the order in which they are revealed.",
    remedy: "Look it up in the list of disclosures.",
  },
  DisclosuresNotYours: {
    what: "Disclosure {disclosureId} was made by another account than {account}.",
    why: "Only its researcher can take it back.",
    remedy: "Use the account that revealed it.",
  },
  DisclosuresIsWithdrawn: {
    what: "Disclosure {disclosureId} was taken back already.",
    why: "Its researcher does that once, for good.",
    remedy: "There is nothing to do. What was found after that is a new disclosure.",
  },
  DisclosuresInvalidAnswer: {
    what: "The answer does not say anything, or names a release that fixes nothing.",
    why: "A maker acknowledges, says that it is fixed, or disputes; only what is fixed names a release.",
    remedy: "Choose one of the three, and name a release only with the second.",
  },
  DisclosuresUnknownRelease: {
    what: "Model {modelId} has no release {release} in force.",
    why: "A vulnerability is fixed by a release that was published and not revoked.",
    remedy: "Publish the release first, or acknowledge until there is one.",
  },
  DisclosuresInvalidVerdict: {
    what: "The verdict is missing.",
    why: "A regulator confirms a disclosure or dismisses it.",
    remedy: "Choose one of the two.",
  },
  DisclosuresInvalidReason: {
    what: "The public reason is missing or too long.",
    why: "Whoever takes back, judges or demands says why, in at most 1,000 characters.",
    remedy: "Say why, shortly; what needs more room belongs in a document.",
  },
  DisclosuresInvalidDeadline: {
    what: "{dueAt} has passed.",
    why: "An answer can be demanded by a later day only.",
    remedy: "Choose a day to come.",
  },
  "finding-invalid": {
    what: "This is not the file of a finding.",
    why: "It is written when a finding is filed, and has to be as it was then.",
    remedy: "Choose the file that you kept, unchanged.",
  },
  "finding-elsewhere": {
    what: "This finding was filed in another register, or by another account than {account}.",
    why: "It counts only where it was filed, for {researcher}.",
    remedy: "Use that account and the register in which you filed it.",
  },
} satisfies Record<string, ErrorEntry>;
