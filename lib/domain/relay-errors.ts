import type { ErrorEntry } from "./error-table.ts";

/** The relay, which enters acts of owners and pays for them. Part of `ERRORS`. */
export const RELAY_ERRORS = {
  "relay-away": {
    what: "The service that enters this for you does not answer.",
    why: "It is out of reach at the moment: {reason}.",
    remedy: "Try again in a moment. With a wallet you can also send it yourself, with the same effect.",
    retryable: true,
  },
  "relay-job-unknown": {
    what: "Nothing is known of the act {id}.",
    why: "It was never taken here, or the service that carries acts was set up anew since.",
    remedy: "Look at the device's page, which shows what the register knows, and try again if the act is missing there.",
  },
  "relay-without-funds": {
    what: "The service that enters acts cannot pay for them at the moment.",
    why: "None of its accounts has enough left.",
    remedy: "Whoever runs this site has to add funds. With a wallet you can also send it yourself, with the same effect.",
  },
  "relay-day-spent": {
    what: "Nothing more can be entered for others today.",
    why: "What this site spends on that in a day is used up; a new day begins at midnight UTC.",
    remedy: "Come back tomorrow. With a wallet you can also send it yourself, with the same effect.",
  },
  "relay-maker-spent": {
    what: "Nothing more can be entered today for devices of this maker.",
    why: "Each maker's devices get a share of what this site spends in a day, so that none uses up all of it.",
    remedy: "Come back tomorrow. With a wallet you can also send it yourself, with the same effect.",
  },
  "relay-unit-often": {
    what: "Enough was entered for device {deviceId} today.",
    why: "This site enters at most {acts} acts a day for one device, so that nobody can use up what is meant for all.",
    remedy: "Come back tomorrow. With a wallet you can also send it yourself, with the same effect.",
  },
  "relay-account-unneeded": {
    what: "No account of a passkey is needed for device {deviceId}.",
    why: "This site makes the account of whoever owns the device, or takes it over from an owner who offers it.",
    remedy: "Claim the device first, or ask its owner for a link.",
  },
  "relay-once": {
    what: "This was entered for device {deviceId} already, or is about to be.",
    why: "This site pays for one claim of a device, not for a second one that names somebody else.",
    remedy: "Reload the page to see who owns the device. If it should be you, send the claim yourself from a wallet.",
  },
  "relay-too-costly": {
    what: "This cannot be entered for you.",
    why: "It would cost more than this site pays for one act. Wallets that are contracts check signatures themselves, and yours takes too much for it.",
    remedy: "With a wallet you can send it yourself, with the same effect.",
  },
} as const satisfies Record<string, ErrorEntry>;
