import type { ErrorEntry } from "./error-table.ts";

/** About accounts of passkeys: reverts of their contracts, and what goes wrong before. Part of `ERRORS`. */
export const ACCOUNT_ERRORS = {
  "passkey-unsupported": {
    what: "This device could not make or use the passkey.",
    why: "A passkey for Muster is of the usual kind (ES256), can be found again by its owner, and asks for finger, face or code each time.",
    remedy: "Set up a screen lock if the device has none, use another browser or device, or connect a wallet.",
  },
  "passkey-declined": {
    what: "The passkey was not used.",
    why: "You declined, or the question of your device went unanswered. Nothing has changed.",
    remedy: "Try again when you are ready.",
  },
  "passkey-unknown": {
    what: "The passkey was not recognised.",
    why: "Two answers of one passkey tell which account is its own, and these did not fit together.",
    remedy: "Try again, and choose the same passkey both times.",
  },
  "passkey-sends-nothing": {
    what: "The account of a passkey sends no transactions.",
    why: "It has no coins. What it signs is carried by the register, which takes acts of owners only.",
    remedy: "Use a wallet for this.",
  },
  PasskeyAccountExpired: {
    what: "The signed execution has expired.",
    why: "It was to be carried until {deadline}.",
    remedy: "Sign it again.",
  },
  PasskeyAccountInvalidSignature: {
    what: "The account's passkey has not signed this execution.",
    why: "Another passkey signed, it signed something else, or this was carried already: each signature serves once.",
    remedy: "Sign it again with the account's own passkey.",
  },
  PasskeyAccountsInvalidKey: {
    what: "This is not the public key of a passkey.",
    why: "{x}, {y} is no point of the curve P-256.",
    remedy: "Create the passkey again.",
  },
  AddressEmptyCode: {
    what: "There is no contract at {target}.",
    why: "A passkey account only calls contracts.",
    remedy: "Check the address.",
  },
  FailedCall: {
    what: "The called contract refused without a reason.",
    why: "It may not know the function, or have run out of gas.",
    remedy: "Check what is called and with which values.",
  },
} as const satisfies Record<string, ErrorEntry>;
