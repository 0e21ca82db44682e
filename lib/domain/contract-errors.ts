import type { ErrorEntry } from "./error-table.ts";

/** Reverts of the contracts, by the names of their errors. Part of `ERRORS`; a test fails when one is missing here. */
export const CONTRACT_ERRORS = {
  // ---- Organizations ----
  OrganizationsUnknown: {
    what: "There is no organisation {orgId}.",
    why: "Organisations are numbered in the order of their admission.",
    remedy: "Look the number up on the organisations page.",
  },
  OrganizationsInvalidAdmission: {
    what: "The admission is incomplete.",
    why: "A kind, an admin address, a name (1 to 100 bytes), a domain (1 to 253 bytes) and a two-letter country are needed.",
    remedy: "Fill in what is missing and submit again.",
  },
  OrganizationsNotAdmin: {
    what: "{account} is not the admin of organisation {orgId}.",
    why: "Only the admin names operators and sets the rules for their keys.",
    remedy: "Use the admin's wallet.",
  },
  OrganizationsInvalidOperator: {
    what: "Address zero cannot be an operator.",
    why: "Nobody holds a key to it, and it is the author of every draft that nobody made.",
    remedy: "Name the address of the key that shall act for the organisation.",
  },
  OrganizationsNotPermitted: {
    what: "{account} may not do this for organisation {orgId}.",
    why: "The key lacks the permission (number {permission}).",
    remedy: "Ask the organisation's admin to grant it, or use a key that has it.",
  },
  OrganizationsSuspended: {
    what: "Organisation {orgId} is suspended.",
    why: "A suspended maker can still recall and publish firmware, but not register anything new; a suspended authority can issue nothing.",
    remedy: "Contact the register's governance; the reason is on the organisation's page.",
  },
  OrganizationsWrongKind: {
    what: "Organisation {orgId} is not a manufacturer.",
    why: "Only manufacturers register models and batches.",
    remedy: "Use a manufacturer's key.",
  },
  AccessManagedUnauthorized: {
    what: "{caller} may not do this.",
    why: "It is reserved to the register's governance.",
    remedy: "Submit it through governance.",
  },

  // ---- Catalog ----
  CatalogInvalidModel: {
    what: "The model is incomplete.",
    why: "A kind and a name of 1 to 100 bytes are needed.",
    remedy: "Fill in what is missing and submit again.",
  },
  CatalogInvalidGtin: {
    what: "{gtin} is not a GTIN-14.",
    why: "Its check digit is wrong or it has more than 14 digits.",
    remedy: "Copy the number from the product's barcode and pad it to 14 digits with zeros in front.",
  },
  CatalogModelExists: {
    what: "The model is registered already.",
    why: "A maker registers each GTIN once.",
    remedy: "Use the existing model.",
  },
  CatalogUnknownModel: {
    what: "There is no such model.",
    why: "Its maker has not registered this GTIN.",
    remedy: "Register the model first, or check the GTIN.",
  },
  CatalogSupportNotLater: {
    what: "The end of support cannot be moved to an earlier or equal time.",
    why: "It is a promise to owners and only moves later.",
    remedy: "Choose a later date than the present one.",
  },
  CatalogInvalidRelease: {
    what: "The release is incomplete.",
    why: "A version (1 to 64 bytes), the digest of the image and its size are needed.",
    remedy: "Fill in what is missing and submit again.",
  },
  CatalogReleaseNotNewer: {
    what: "Release {sequence} is not newer than release {latest}.",
    why: "Releases are ordered by sequence number, which only rises.",
    remedy: "Choose a sequence number above {latest}.",
  },

  // ---- Batches ----
  BatchesUnknown: {
    what: "There is no batch {batchId}.",
    why: "Batches are numbered in the order of their registration.",
    remedy: "Check the number.",
  },
  BatchesInvalidRegistration: {
    what: "The batch is incomplete.",
    why: "A root, at least one unit, a manifest digest, a lot of 1 to 20 bytes, and a first production date not after the last are needed.",
    remedy: "Build the batch again with muster batch build and register what it wrote.",
  },
  BatchesRootTaken: {
    what: "These units are registered already, as batch {batchId}.",
    why: "A root can be registered once.",
    remedy: "Use batch {batchId}.",
  },
  BatchesTooManyParts: {
    what: "The batch names {count} parts; at most {limit} are allowed.",
    why: "The search through parts has to stay bounded.",
    remedy: "Join ranges that contain the same component batch, or register sub-assemblies as batches of their own.",
  },
  BatchesInvalidPart: {
    what: "Part number {position} cannot be registered.",
    why: "Its component batch is unknown, or its range of units is empty or outside the batch.",
    remedy: "Register components before the wholes that contain them, and check the range.",
  },
  BatchesInvalidRange: {
    what: "Units {first} to {last} are not in batch {batchId}.",
    why: "Units are numbered from 0 to the batch's size less one.",
    remedy: "Check the numbers.",
  },
  BatchesTooManyFrozenRanges: {
    what: "Batch {batchId} has {limit} frozen ranges already.",
    why: "A claim has to look through all of them.",
    remedy: "Freeze one larger range.",
  },

  // ---- Devices ----
  DevicesClaimExpired: {
    what: "The claim has expired.",
    why: "A signed claim is valid for a limited time only.",
    remedy: "Enter the claim code again.",
  },
  DevicesTitleTaken: {
    what: "This unit has an owner already.",
    why: "Somebody claimed it with its code before.",
    remedy:
      "If you bought it second hand, ask the seller to hand it over. If you bought it new, contact its maker: the box may have been opened.",
  },
  DevicesUnitFrozen: {
    what: "This unit cannot be claimed at the moment.",
    why: "Its maker froze it, because its claim codes may have leaked.",
    remedy: "Contact the maker for a new code. Recalls are still shown for the unit.",
  },
  DevicesWrongClaimCode: {
    what: "The claim code does not belong to this unit.",
    why: "The code was mistyped, or it is the code of another box.",
    remedy: "Type the code again as printed inside the box, or scan it.",
  },
  DevicesInvalidOwner: {
    what: "A unit cannot be given to nobody.",
    why: "The claim names no owner.",
    remedy: "Connect a wallet and claim again.",
  },
  DevicesNotOwner: {
    what: "This wallet does not own the unit.",
    why: "Only the present owner can say what it runs.",
    remedy: "Connect the wallet with which the unit was claimed.",
  },
  DevicesInvalidRelease: {
    what: "No release was named.",
    why: "Releases are numbered from 1.",
    remedy: "Choose the release that the unit runs.",
  },
  DevicesUnclaimed: {
    what: "Nobody owns this unit yet.",
    why: "It has not been claimed.",
    remedy: "Claim it with the code from its box.",
  },
  DevicesTitleLocked: {
    what: "A unit cannot be transferred like a token.",
    why: "A change of owner needs the consent of both sides, which protects against theft by a signature.",
    remedy: "Use handover instead.",
  },

  // ---- Recalls ----
  RecallsUnknown: {
    what: "There is no recall {recallId}.",
    why: "Recalls are numbered in the order of their opening.",
    remedy: "Look it up in the list of recalls.",
  },
  RecallsNotOpen: {
    what: "Recall {recallId} is closed.",
    why: "A closed case takes no more entries.",
    remedy: "See its page for how it ended.",
  },
  RecallsInvalidOpening: {
    what: "The recall is incomplete.",
    why: "A measure, a severity, the evidence that counts, a notice and 1 to 64 scope items are needed.",
    remedy: "Fill in what is missing and submit again.",
  },
  RecallsInvalidScope: {
    what: "Scope item number {position} covers no units.",
    why: "It names nothing that is registered, its range is empty or outside the batch, or it names a component otherwise than by scope kind component, which alone reaches the devices that contain it.",
    remedy: "Check the batch and the range; name components by their batch, with scope kind component.",
  },
  RecallsNotYourProduct: {
    what: "Scope item number {position} is a product of organisation {maker}.",
    why: "A manufacturer recalls its own products only; a regulator may recall anyone's.",
    remedy: "Take the item out, or ask the maker or a regulator.",
  },
  RecallsNotYourFix: {
    what: "The fix is for another maker's model.",
    why: "Only the maker of a model can say which release fixes it.",
    remedy: "Take it out; its maker can offer it afterwards.",
  },
  RecallsWrongIssuerKind: {
    what: "Organisation {issuer} cannot issue recalls.",
    why: "Only manufacturers and regulators do.",
    remedy: "Use a manufacturer's or a regulator's key.",
  },
  RecallsSecondKeyNeeded: {
    what: "A second person is needed.",
    why: "This organisation requires that recalls are drafted and released by different keys, and no other key has drafted exactly this recall.",
    remedy: "Have a colleague draft it, or release a draft that somebody else made.",
  },
  RecallsUnknownRelease: {
    what: "There is no release {sequence} of this model.",
    why: "Its maker has not published it.",
    remedy: "Publish the release first.",
  },
  RecallsFixExists: {
    what: "Release {sequence} is the fix for this model already.",
    why: "A fix is named once, so that nobody's patch stops counting afterwards.",
    remedy: "Later releases count as well; nothing needs to be done.",
  },
  RecallsNotAffected: {
    what: "The unit is not affected by recall {recallId}.",
    why: "It is outside the recall's scope.",
    remedy: "Nothing needs to be done for this unit.",
  },
  RecallsNotOwner: {
    what: "This wallet does not own the unit.",
    why: "Only the present owner can acknowledge a notice.",
    remedy: "Connect the wallet with which the unit was claimed.",
  },
} as const satisfies Record<string, ErrorEntry>;
