import { ABUSE_ERRORS } from "./abuse-errors.ts";
import { ACCOUNT_ERRORS } from "./account-errors.ts";
import { AUDIT_ERRORS } from "./audit-errors.ts";
import { COMPOSER_ERRORS } from "./composer-errors.ts";
import { CONTRACT_ERRORS } from "./contract-errors.ts";
import { DECLARATION_ERRORS } from "./declaration-errors.ts";
import { DISCLOSURE_ERRORS } from "./disclosure-errors.ts";
import { FACTORY_ERRORS } from "./factory-errors.ts";
import { FIRMWARE_ERRORS } from "./firmware-errors.ts";
import { NETWORK_ERRORS } from "./network-errors.ts";
import { RELAY_ERRORS } from "./relay-errors.ts";
import { RELEASE_ERRORS } from "./release-errors.ts";
import { SERVICE_ERRORS } from "./service-errors.ts";
import { TITLE_ERRORS } from "./title-errors.ts";

/** What happened, why, and what to do. `{name}` is filled from the error's details. */
export type ErrorEntry = { what: string; why: string; remedy: string; retryable?: true };

const OWN_ERRORS = {
  // ---- input ----
  "invalid-id": {
    what: "{value} is not a {kind} number.",
    why: "Numbers of the register have one form each, for example 7 for a batch, 7-123 for a unit and 3-09506000134352 for a model.",
    remedy: "Check the number for typing errors and missing digits.",
  },
  "invalid-gtin": {
    what: "{gtin} is not a valid GTIN: {reason}.",
    why: "A GTIN is the number under a product's barcode and ends in a check digit.",
    remedy: "Copy it again from the product's barcode.",
  },
  "claim-code-incomplete": {
    what: "The claim code has {length} characters; it needs {expected}.",
    why: "Claim codes are seven groups of four characters.",
    remedy: "Type all seven groups as printed inside the box, or scan the code.",
  },
  "claim-code-character": {
    what: "{character} does not occur in claim codes.",
    why: "They use digits and the letters A to Z without I, L, O and U.",
    remedy: "Look at that character again.",
  },
  "claim-code-mistyped": {
    what: "The claim code has a typing error.",
    why: "Its checksum does not match.",
    remedy: "Compare it group by group with the code inside the box, or scan it.",
  },

  "draft-invalid": {
    what: "This is not a recall draft: {problem}.",
    why: "A draft has the form muster-recall-draft/2 and is released exactly as it was drafted.",
    remedy: "Use the file that muster recall draft or the console wrote, unchanged.",
  },

  // ---- set-up ----
  "deployment-missing": {
    what: "There is no record of Muster on chain {chainId}.",
    why: "The file {path} does not exist.",
    remedy: "Start the demo (npm run demo), deploy (npm run deploy), or point MUSTER_DEPLOYMENTS at the folder with the record.",
  },
  "deployment-invalid": {
    what: "The deployment record {path} cannot be read.",
    why: "It is not in the form muster-deployment/1.",
    remedy: "Restore it from version control, or deploy again; do not edit it by hand.",
  },
  "wrong-chain": {
    what: "The connected network is chain {actual}, but this register lives on chain {expected}.",
    why: "A signature or transaction on another chain has no effect here.",
    remedy: "Switch the wallet or the RPC address to chain {expected} and try again.",
  },

  // ---- notices and advisories ----
  "advisory-invalid": {
    what: "The advisory cannot be read: {problem}.",
    why: "Muster reads security advisories in the form CSAF 2.0, and CVE records in the form 5, that say without contradiction which products are affected.",
    remedy: "Ask its publisher for a valid file, or write the notice by hand.",
  },
  "notice-invalid": {
    what: "The notice cannot be used: {problem}.",
    why: "A notice is plain text in the form muster-notice/1, at most 256 KiB.",
    remedy: "Correct what is named and try again.",
  },

  // ---- transactions ----
  "transaction-rejected": {
    what: "You declined in the wallet.",
    why: "Nothing was sent and nothing has changed.",
    remedy: "Try again when you are ready.",
  },
  "transaction-failed": {
    what: "The transaction {hash} was included but had no effect.",
    why: "Something changed between the check and the inclusion.",
    remedy: "Reload the page to see the present state, and try again.",
  },
  "insufficient-funds": {
    what: "The account {account} cannot pay the network's fee.",
    why: "Its balance is too low.",
    remedy: "Add funds to the account, or use another one.",
  },
  "chain-unreachable": {
    what: "The chain cannot be reached.",
    why: "The node does not answer: {reason}.",
    remedy: "Check the connection and the RPC address, then try again.",
    retryable: true,
  },
  "contract-refused": {
    what: "The contract refused: {reason}.",
    why: "It gave a reason that this version does not know.",
    remedy: "Update Muster, and report it if that does not help.",
  },

  // ---- look-up by serial or code ----
  "resolver-key-invalid": {
    what: "The resolver's key is not usable.",
    why: "It has to be 32 random bytes in hexadecimal, with 0x in front.",
    remedy: "Set MUSTER_RESOLVER_KEY to the key with which the look-up service was set up.",
  },

  // ---- command line ----
  "key-missing": {
    what: "No key to sign with was named.",
    why: "This command changes the register.",
    remedy:
      "Name a file with a private key by --key-file, or set MUSTER_KEY. On the local chain --as <name> uses one of the cast's accounts.",
  },
  "key-invalid": {
    what: "The key in {source} cannot be used: {problem}.",
    why: "A key file holds one private key, 0x and 64 hexadecimal digits, and is readable by its owner only.",
    remedy: "Correct the file, or name another one.",
  },
  "key-well-known": {
    what: "The key of {address} is known to everybody.",
    why: "It belongs to the development accounts that every local chain has. On a real chain anybody could act with it.",
    remedy: "Use a key that was made for this purpose.",
  },
  "cast-elsewhere": {
    what: "{name} does not exist on chain {chainId}.",
    why: "The cast of the demonstration lives on the local chain 31337 only.",
    remedy: "Use --key-file, or MUSTER_KEY.",
  },
  "no-organisation": {
    what: "{account} acts for no organisation here.",
    why: "The key needs the permission {permission} in one.",
    remedy: "Ask the organisation's admin to grant it (muster org operator), or use a key that has it.",
  },
  "file-unreadable": {
    what: "The file {path} cannot be read: {reason}.",
    why: "It does not exist, is not what the command expects, or may not be opened by you.",
    remedy: "Check the path and its permissions.",
  },
  "file-exists": {
    what: "{path} exists already.",
    why: "Files are never overwritten.",
    remedy: "Choose another name with --out, or move the old file away.",
  },
  "batch-unregistered": {
    what: "The batch in {path} is not registered on chain {chainId}.",
    why: "Units can be claimed once their batch is on the chain.",
    remedy: "Register it first: muster batch register {path}.",
  },
  "lookup-unreachable": {
    what: "The look-up service does not answer.",
    why: "{url} could not be reached, or gave no usable answer.",
    remedy: "Check the address (--web), or name the folder of the built batch with --dir.",
    retryable: true,
  },
} as const satisfies Record<string, ErrorEntry>;

/**
 * The one table of everything that can go wrong. Keys in kebab case are raised by our own code; keys that are a
 * contract's error names are reverts, translated by `lib/chain/decode-error.ts`. `docs/errors.md` is generated from it.
 */
export const ERRORS = {
  ...OWN_ERRORS,
  ...FACTORY_ERRORS,
  ...FIRMWARE_ERRORS,
  ...RELEASE_ERRORS,
  ...SERVICE_ERRORS,
  ...CONTRACT_ERRORS,
  ...DISCLOSURE_ERRORS,
  ...NETWORK_ERRORS,
  ...ABUSE_ERRORS,
  ...AUDIT_ERRORS,
  ...COMPOSER_ERRORS,
  ...TITLE_ERRORS,
  ...ACCOUNT_ERRORS,
  ...RELAY_ERRORS,
  ...DECLARATION_ERRORS,
};
