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
    why: "Only the admin names operators and hands the organisation on.",
    remedy: "Use the admin's wallet.",
  },
  OrganizationsNotOffered: {
    what: "Organisation {orgId} was not offered to {account}.",
    why: "The admin names the next one, who accepts; an offer can be taken back or replaced.",
    remedy: "Ask the present admin to offer it to this account.",
  },
  OrganizationsInvalidAdmin: {
    what: "An organisation needs an admin.",
    why: "Address zero would leave it without anybody who can name operators.",
    remedy: "Give the new admin's address.",
  },
  OrganizationsInvalidOperator: {
    what: "Address zero cannot be an operator.",
    why: "Nobody holds a key to it, and it is the author of every draft that nobody made.",
    remedy: "Name the address of the key that shall act for the organisation.",
  },
  OrganizationsNotPermitted: {
    what: "{account} may not do this for organisation {orgId}.",
    why: "The key lacks the permission {permission}, or its rights over recalls have not begun: they do so three days after they were granted.",
    remedy:
      "Ask the organisation's admin to grant it, use a key that has it, or wait until they begin; the day stands on the organisation's page.",
  },
  OrganizationsSuspended: {
    what: "Organisation {orgId} is suspended.",
    why: "A suspended maker can still recall and publish firmware, but not register or report anything; any other body can do nothing.",
    remedy: "Contact the register's governance; the reason is on the organisation's page.",
  },
  OrganizationsWrongKind: {
    what: "An organisation of the kind {kind}, such as organisation {orgId}, cannot do this.",
    why: "Manufacturers register models and batches and report on their own units, laboratories certify, repairers and makers speak about repairs.",
    remedy: "Use a key of an organisation of the right kind.",
  },
  AccessManagedUnauthorized: {
    what: "{caller} may not do this.",
    why: "It is reserved to the register's governance.",
    remedy: "Submit it through governance.",
  },
  AccessManagerNotScheduled: {
    what: "This act of governance was not announced.",
    why: "Governance announces each act and carries it out after a delay, so that everybody can see it coming.",
    remedy: "Announce it first, and carry it out unchanged once the delay has passed.",
  },
  AccessManagerNotReady: {
    what: "This act of governance was announced, but its delay has not passed.",
    why: "Everybody must have time to see it coming.",
    remedy: "Carry it out again, unchanged, once the delay has passed.",
  },
  AccessManagerExpired: {
    what: "This act of governance was announced too long ago.",
    why: "An announcement counts for a week after its delay.",
    remedy: "Announce it again.",
  },
  AccessManagerAlreadyScheduled: {
    what: "This act of governance is announced already.",
    why: "One announcement is enough.",
    remedy: "Carry it out once the delay has passed.",
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
  CatalogNoSuchRelease: {
    what: "Model {modelId} has no release {sequence} that counts.",
    why: "It was never published, or it was revoked already.",
    remedy: "Look the releases up on the model's page.",
  },
  CatalogInvalidDeclaration: {
    what: "The declaration is incomplete.",
    why: "What opens the device out of the box, how its secret keys are made, and the digest of the document are needed.",
    remedy: "Fill in what is missing and submit again.",
  },
  CatalogInvalidCertificate: {
    what: "The certificate cannot be entered.",
    why: "It needs the number of the model's present declaration, an end that lies ahead, and the digest of the test report.",
    remedy: "Check the three; if the maker has declared anew, test what it declares now.",
  },
  CatalogNoSuchCertificate: {
    what: "Organisation {laboratory} has no certificate of model {modelId} that could be taken back.",
    why: "There is none, or it was revoked already.",
    remedy: "Look the certificates up on the model's page.",
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
    why: "A maker can register a root once.",
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

  // ---- Reports ----
  ReportsInvalid: {
    what: "The report about batch {batchId} cannot be entered.",
    why: "It needs a release, a range inside the batch, and one bit for each unit of the range in whole words, with nothing beyond.",
    remedy: "Check the range and the list of units.",
  },
  ReportsUnknown: {
    what: "There is no report {reportId} that could be taken back.",
    why: "It was never made, or it was revoked already.",
    remedy: "Check the number.",
  },
  ReportsNoSuchPart: {
    what: "Unit {deviceId} has no part number {position}.",
    why: "Parts are numbered as its batch lists them, and each part is in some units of the batch only.",
    remedy: "Look the parts up on the unit's page.",
  },
  ReportsInvalidPart: {
    what: "There is no batch {batchId} that the new part could be of.",
    why: "A part is named by the batch in which its maker registered it.",
    remedy: "Check the number, or enter that the part was removed.",
  },
  ReportsUnclaimed: {
    what: "Nobody owns unit {deviceId} yet.",
    why: "What was swapped is kept with the title.",
    remedy: "Have the owner claim it first.",
  },

  // ---- Recalls ----
  RecallsUnknown: {
    what: "There is no recall {recallId}.",
    why: "Recalls are numbered in the order of their opening.",
    remedy: "Look it up in the list of recalls.",
  },
  RecallsNotOpen: {
    what: "Recall {recallId} has ended.",
    why: "A case that was closed or withdrawn takes no more entries.",
    remedy: "See its page for how it ended.",
  },
  RecallsInvalidOpening: {
    what: "The recall is incomplete.",
    why: "A measure, a severity, the evidence that counts, a notice, and at least one scope item that is no exclusion are needed.",
    remedy: "Fill in what is missing, draft it again and release it.",
  },
  RecallsInvalidAmendment: {
    what: "The amendment does not fit the recall.",
    why: "It needs a measure, a severity and a notice, and it must become the version after the present one; perhaps a colleague has amended the recall since it was drafted.",
    remedy: "Look at the recall as it is now and draft the amendment again.",
  },
  RecallsReasonMissing: {
    what: "The public reason is missing.",
    why: "What changes or ends a recall is explained to everybody.",
    remedy: "Say why, draft it again and release it.",
  },
  RecallsScopeTooLong: {
    what: "The scope would have {count} items; at most {limit} are allowed.",
    why: "Everybody must be able to check on chain whether a unit is meant.",
    remedy: "Join ranges, or name whole batches or models.",
  },
  RecallsInvalidScope: {
    what: "Scope item number {position} covers no units.",
    why: "It names nothing that is registered, its range is empty or outside the batch, it excludes a component, or it names a component otherwise than by scope kind component, which alone reaches the devices that contain it.",
    remedy:
      "Check the batch and the range; name components by their batch, with scope kind component; exclude devices by their own batch or model.",
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
    why: "Every step of a recall is drafted by one key and released by another, and no other key that may draft has drafted exactly this.",
    remedy: "Have a colleague draft it, or release a draft that somebody else made, unchanged.",
  },
  RecallsDraftExists: {
    what: "{drafter} has drafted exactly this already.",
    why: "One draft is enough; another key releases it.",
    remedy: "Release it with another key than {drafter}.",
  },
  RecallsDraftTooYoung: {
    what: "The draft can be released from {readyAt} on.",
    why: "What makes a recall smaller or ends it waits for a day, for all to see.",
    remedy: "Release it then, unchanged.",
  },
  RecallsNotYourDraft: {
    what: "{account} has no such draft.",
    why: "Only who drafted a step can take the draft back.",
    remedy: "Use the key that drafted it.",
  },
  RecallsUnknownRelease: {
    what: "There is no release {sequence} of this model that counts.",
    why: "Its maker has not published it, or has revoked it.",
    remedy: "Publish the release first.",
  },
  RecallsFixExists: {
    what: "Release {sequence} is the fix for this model already.",
    why: "A fix can be raised to a higher release and never lowered.",
    remedy: "Later releases count as well; to ask for more, name a higher one.",
  },
  RecallsNotAffected: {
    what: "The unit is not affected by recall {recallId}.",
    why: "It is outside the recall's scope.",
    remedy: "Nothing needs to be done for this unit.",
  },
  RecallsInvalidReply: {
    what: "No reply was chosen.",
    why: "A maker says: affected, not affected, or investigating.",
    remedy: "Choose one of the three.",
  },
  RecallsInvalidRemedy: {
    what: "No remedy was chosen.",
    why: "Other than by an update a unit is remedied when it was replaced, refunded, returned or destroyed.",
    remedy: "Choose one of the four.",
  },
  RecallsWeakerEvidence: {
    what: "A remedy of unit {deviceId} is on record with stronger evidence.",
    why: "The evidence on record is: {evidence}. A mere word must not cover it.",
    remedy: "Nothing needs to be done: the remedy is on record.",
  },
} as const satisfies Record<string, ErrorEntry>;
