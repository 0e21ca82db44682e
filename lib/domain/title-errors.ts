import type { ErrorEntry } from "./error-table.ts";

/** Reverts about single units and what their owners do. Part of `ERRORS`, as `CONTRACT_ERRORS` are. */
export const TITLE_ERRORS = {
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
  DevicesWrongDeviceSignature: {
    what: "The signature is not that of unit {deviceId}.",
    why: "Its maker committed to another key, the device signed something else, or somebody has become the owner or stated something since.",
    remedy: "Have the device sign the present state of its record, and try again.",
  },
  DevicesProofExpired: {
    what: "The proof of what the device runs is not fresh.",
    why: "Its deadline, {deadline}, has passed or lies more than a day ahead.",
    remedy: "Have the device sign again, with a deadline within a day.",
  },
  DevicesStatedTooSoon: {
    what: "A release was stated for unit {deviceId} a moment ago.",
    why: "A device proves what it runs at most once in 256 seconds, so that no proof counts twice.",
    remedy: "Wait five minutes and have the device sign again.",
    retryable: true,
  },
  DevicesInvalidOwner: {
    what: "A unit cannot be given to nobody.",
    why: "The claim names no owner.",
    remedy: "Connect an account and claim again.",
  },
  DevicesInvalidRelease: {
    what: "No release was named.",
    why: "Releases are numbered from 1.",
    remedy: "Choose the release that the unit runs.",
  },
  DevicesWeakerEvidence: {
    what: "Stronger evidence for this very release is on record for unit {deviceId}.",
    why: "The evidence on record is: {evidence}. A mere word must not cover it.",
    remedy: "Nothing needs to be done: the release is on record.",
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
  DevicesRetired: {
    what: "Unit {deviceId} is out of use already.",
    why: "Its owner stated so, for good.",
    remedy: "Nothing needs to be done.",
  },
  DevicesNotTransferable: {
    what: "Unit {deviceId} cannot be handed over at the moment.",
    why: "It is: {flags}. A claim by code alone stays provisional for 14 days; a stolen, retired or contested unit stays with its owner.",
    remedy: "Wait until the 14 days are over or the dispute has ended; mark a stolen unit as found.",
  },
  DevicesInvalidOffer: {
    what: "The handover cannot be offered like this.",
    why: "An offer needs a key or a recipient, and an end that lies ahead.",
    remedy: "Offer it again with a later end.",
  },
  DevicesNoOffer: {
    what: "Unit {deviceId} is not offered to anybody.",
    why: "The offer was taken back, was accepted, or has ended.",
    remedy: "Ask the owner to offer it again.",
  },
  DevicesWrongHandoverKey: {
    what: "The link or code for taking over unit {deviceId} does not fit.",
    why: "It is of an earlier offer, or was made for another unit or recipient.",
    remedy: "Ask the owner for the link of the present offer.",
  },
  DevicesOutranked: {
    what: "Somebody has started a recovery of unit {deviceId} with the same or stronger proof.",
    why: "The proof on record is: {basis}. Only the device itself outranks the code, and nothing outranks an award by the maker.",
    remedy: "Prove it with the device itself, or contact the unit's maker.",
  },
  DevicesNoRecovery: {
    what: "The recovery of unit {deviceId} cannot be moved like this.",
    why: "It is: {state}.",
    remedy: "See the unit's page for how it stands.",
  },
  DevicesRecoveryNotReady: {
    what: "The recovery of unit {deviceId} cannot be completed before {readyAt}.",
    why: "The present owner has 14 days to object.",
    remedy: "Try again then.",
  },
  DevicesNotRecalls: {
    what: "{account} may not do this.",
    why: "Only the register itself announces recalled units.",
    remedy: "Nothing needs to be done: recalls announce themselves.",
  },

  // ---- what a unit itself says it runs ----
  "device-text-invalid": {
    what: "This is not a whole {name} text: {problem}.",
    why: "Challenges and answers end in a checksum, so that nothing is signed or registered that was changed on its way.",
    remedy: "Copy it again, from its first character to its last.",
  },
  "device-challenge-foreign": {
    what: "The challenge is of another register.",
    why: "It names chain {chainId} and the contract {devices}; this unit answers for another one only.",
    remedy: "Ask the register that the unit's maker uses for a challenge.",
  },
  "device-image-altered": {
    what: "The installed image is not release {release}.",
    why: "Its SHA-256 is {actual}; the release has {expected}.",
    remedy: "Install the release again. Until then the unit states nothing.",
  },
  "device-button-unheld": {
    what: "The device names no new owner while nobody holds its button.",
    why: "The challenge asks it to name {claimant}. Whoever reaches a device over a network only must not get it by that.",
    remedy: "Hold the button that its manual names, and give it the challenge meanwhile.",
  },
  "device-answer-outdated": {
    what: "The answer of unit {deviceId} counts no more.",
    why: "{problem}.",
    remedy: "Get a new challenge and have the device answer again.",
  },

  // ---- acts of owners, sent by themselves or by others ----
  OwnerSignedNotOwner: {
    what: "This account does not own the unit.",
    why: "Only the present owner can do this, or somebody who carries the owner's signature.",
    remedy: "Connect the account with which the unit was claimed.",
  },
  OwnerSignedExpired: {
    what: "The signature was valid until {deadline}.",
    why: "A signed act can be carried out for a limited time only.",
    remedy: "Sign again.",
  },
  OwnerSignedInvalid: {
    what: "The signature is not that of the owner, {owner}, for this act.",
    why: "It is another person's, for another act or unit, from before a change of owner, or was used already.",
    remedy: "Sign again with the account that owns the unit.",
  },
} as const satisfies Record<string, ErrorEntry>;
