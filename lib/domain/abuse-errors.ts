import type { ErrorEntry } from "./error-table.ts";

/** Reports of abuse, the links that come of them, and the keys of operators. Part of `ERRORS`. */
export const ABUSE_ERRORS = {
  "xarf-invalid": {
    what: "The report cannot be read: {path} {problem}.",
    why: "Reports have the form XARF, version 4 or 3, one report at a time.",
    remedy: "Correct what is named and send it again. Nothing was kept.",
  },
  "abuse-mail-invalid": {
    what: "The mail cannot be read: {problem}.",
    why: "A mail has to carry exactly one report in the form XARF as a JSON file.",
    remedy: "Send the JSON file itself, or one mail a report. Nothing was kept.",
  },
  "abuse-not-device": {
    what: "The report is not about a device: {kind}.",
    why: "Only attacks from an address and holes of what answers there lead to somebody's device. Spam, content, copyright and programs that read web sites do not, and connection/infected_host of XARF 4 means such programs.",
    remedy: "Handle it as before. If it is about malware on a device, report it as infrastructure/botnet.",
  },
  "abuse-off": {
    what: "Reports of abuse are not taken here.",
    why: "MUSTER_ABUSE_KEY is not set, and without it no link can be made.",
    remedy: "Set it to 32 bytes in hexadecimal with 0x in front and start the web app and the notifier again.",
  },
  "abuse-key-refused": {
    what: "The key is not accepted.",
    why: "It was never given out, or was revoked.",
    remedy: "Send a key of your organisation as Authorization: Bearer …. New ones are made in the console.",
  },
  "abuse-keys-full": {
    what: "Organisation {orgId} has {most} keys already.",
    why: "Keys that nobody uses should not stay in force.",
    remedy: "Revoke one that is not needed, then make the new one.",
  },
  "abuse-network-refused": {
    what: "Organisation {orgId} does not run AS{asn}.",
    why: "Reports are counted for the networks that governance has assigned to the organisation.",
    remedy: "Give the number of one of its networks, or ask governance to assign this one.",
  },
  "abuse-network-needed": {
    what: "It is not clear which network the report is about.",
    why: "Organisation {orgId} runs {count} networks.",
    remedy: "Name the network in the request, for example ?asn=64500.",
  },
  "abuse-body-refused": {
    what: "Organisation {orgId} cannot report abuse.",
    why: "Only operators of networks can, and none that is suspended.",
    remedy: "Use a key of the organisation that runs the network.",
  },
  "abuse-link-over": {
    what: "This link is not known, or is over.",
    why: "A link is made for one report and lasts 30 days.",
    remedy: "Compare it with what your internet provider wrote, or ask the provider for a new one.",
  },
  "abuse-device-other": {
    what: "Device {deviceId} is not owned by the wallet that is signed in.",
    why: "Only the owner can say that a report was about a device.",
    remedy: "Claim the device first, or sign in with the wallet that owns it.",
  },
  "abuse-device-tied": {
    what: "The report cannot be tied to device {deviceId}.",
    why: "The report was tied to another device before, or the device to another report that is still open.",
    remedy: "Fix that device first; its report closes by itself.",
  },
  "abuse-week-invalid": {
    what: "{week} is no week that can be counted.",
    why: "Weeks are numbered from Monday, 0:00 UTC, and counted once they are over.",
    remedy: "Give the number of a past week.",
  },
} as const satisfies Record<string, ErrorEntry>;
