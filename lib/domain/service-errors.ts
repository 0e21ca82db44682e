import type { ErrorEntry } from "./error-table.ts";

/** The register's API, the web app and the store. Part of `ERRORS`. */
export const SERVICE_ERRORS = {
  "query-invalid": {
    what: "The request cannot be understood: {problem}.",
    why: "Lists give at most 100 entries at a time, and filters take numbers and words of the register.",
    remedy: "Correct what is named and ask again.",
  },
  "route-unknown": {
    what: "There is nothing at {path}.",
    why: "The address is not one of the register's.",
    remedy: "Check it for typing errors.",
  },
  "unit-unknown": {
    what: "There is no unit {deviceId}.",
    why: "Its batch has {size} units, numbered from 0.",
    remedy: "Check the number, or look the unit up by its serial.",
  },
  "scope-without-devices": {
    what: "This scope reaches no devices.",
    why: "Nothing that it names is a device, and no registered device contains it.",
    remedy: "Choose batches or models of devices, or a component that is built into some.",
  },
  "backup-exists": {
    what: "{folder} exists already.",
    why: "A backup is written anew; nothing is overwritten.",
    remedy: "Name another folder, for example with the date in it.",
  },
  "backup-invalid": {
    what: "{folder} is no whole backup: {problem}.",
    why: "Every file of a backup is compared with what its index says before anything is restored.",
    remedy: "Take another copy of this backup, or an older one. Nothing was changed.",
  },
  "backup-other-version": {
    what: "This version of Muster cannot restore the backup.",
    why: "It was made from a database whose migrations, up to {last}, are not the ones of this version.",
    remedy: "Restore it with the version that made it, then update. Nothing of it was restored.",
  },
  "restore-not-empty": {
    what: "The database has rows in {table} already.",
    why: "A backup is restored whole into a database without any, so that two states are never mixed.",
    remedy: "Make a new database and name it in DATABASE_URL. Nothing was restored.",
  },
  "api-unreachable": {
    what: "The register's figures cannot be read at the moment.",
    why: "The reading service at {url} does not answer: {reason}.",
    remedy: "Try again in a moment. If it stays so, check that the indexer runs and that MUSTER_API_URL points at it.",
    retryable: true,
  },
  "api-answer-invalid": {
    what: "The register's reading service gave an answer that cannot be used.",
    why: "{url} answered in another form than this version expects.",
    remedy: "Run the same version of Muster everywhere.",
  },
  "api-failed": {
    what: "The register's reading service failed.",
    why: "Something went wrong inside it; its log has the cause.",
    remedy: "Try again in a moment, and report it if that does not help.",
    retryable: true,
  },
  "api-block-unsettled": {
    what: "The register's figures change faster than they can be read.",
    why: "An answer has to be of one block, and each time it was read another block had come in the meantime.",
    remedy: "Try again in a moment.",
    retryable: true,
  },

  "request-invalid": {
    what: "The request cannot be used: {problem}.",
    why: "It is not in the form that this address accepts.",
    remedy: "Correct what is named and try again.",
  },
  "request-too-large": {
    what: "What was sent is larger than {limit} bytes.",
    why: "Every address accepts only as much as its use needs.",
    remedy: "Shorten it and try again.",
  },
  "foreign-origin": {
    what: "The request came from another web site.",
    why: "Changes are accepted from this site's own pages only, so that no other page can act in your name.",
    remedy: "Open this site directly and try again.",
  },
  "too-many-requests": {
    what: "Too many requests came from your connection.",
    why: "The number is limited, so that nobody can try out codes and serials.",
    remedy: "Wait {seconds} seconds and try again.",
    retryable: true,
  },
  "sign-in-needed": {
    what: "You are not signed in.",
    why: "This is personal, and nobody but you may see or change it.",
    remedy: "Sign in with your wallet or passkey; it costs nothing and changes nothing.",
  },
  "sign-in-failed": {
    what: "The sign-in did not succeed: {problem}.",
    why: "A sign-in counts once, for this site and chain, within a few minutes.",
    remedy: "Sign in again.",
  },
  "not-operator": {
    what: "{account} may not do this for organisation {orgId}.",
    why: "What an organisation prepares is for those of its people who have the right to act on it.",
    remedy: "Connect the wallet of a colleague who may, or ask the organisation's admin for the right.",
  },
  "lookup-empty": {
    what: "No device was found.",
    why: "Nothing in the register goes by what you entered, or its maker does not offer this look-up.",
    remedy: "Compare what you typed with the print on the device or inside the box.",
  },
  "proof-missing": {
    what: "The data of batch {batchId} is missing.",
    why: "Its maker has not left the batch's files here, and without them a claim cannot be proved.",
    remedy: "Try again later, or contact the maker. Recalls are shown all the same.",
  },
  "document-unknown": {
    what: "There is no document {digest}.",
    why: "It was never stored here, or only its digest is public.",
    remedy: "Ask the organisation that published the digest.",
  },
  unexpected: {
    what: "Something went wrong that should not have.",
    why: "{reason}",
    remedy: "Try again. If it happens again, report it with what you did.",
  },

  "document-not-kept": {
    what: "The document could not be kept: {reason}.",
    why: "Its digest must not be published before the document is safe on the disk.",
    remedy: "Make room in the documents folder, or make it writable, and repeat the step. Nothing was published.",
  },
  "document-altered": {
    what: "The document is not the one that was published.",
    why: "Its bytes do not match the digest {digest} on chain; the stored file was damaged or changed.",
    remedy: "Do not rely on it. Ask its publisher for the original and store that again.",
  },
  "contact-invalid": {
    what: "The {field} cannot be used.",
    why: "Notices need an e-mail address like name@example.org and a language like en.",
    remedy: "Check it for typing errors and missing parts.",
  },
  "confirmations-used-up": {
    what: "No further mail for confirming an address can be asked for today.",
    why: "At most {most} are sent, so that nobody is flooded with mails that others asked for.",
    remedy: "Look for the mail among the unwanted ones too, or try again tomorrow.",
  },
  "contact-unreadable": {
    what: "The contact details cannot be read.",
    why: "They were stored under another master key, or the stored value is damaged.",
    remedy: "Set MUSTER_MASTER_KEY to the key with which they were stored, or have the owner enter them again.",
  },
  "endpoint-refused": {
    what: "Notices cannot be sent to this address: {problem}.",
    why: "The notifier sends to public addresses only: https on port 443, and for push the services of the known browsers. Nobody shall reach a private network through it.",
    remedy: "Use the full public https address of your endpoint; for push, switch it on from this site's settings.",
  },
  "push-unavailable": {
    what: "Notifications could not be turned on.",
    why: "Your browser did not reach its push service, or does not use one.",
    remedy: "Check the connection and try again. In a private window, or with push turned off in the browser, use mail instead.",
    retryable: true,
  },
  "master-key-invalid": {
    what: "Contact details cannot be kept or read.",
    why: "MUSTER_MASTER_KEY is not set to 32 bytes in hexadecimal with 0x in front.",
    remedy: "Set it to the key of this installation; keep a copy apart from the database.",
  },
  "migration-altered": {
    what: "The database was set up with another version of {name}.",
    why: "A migration that was applied must not change afterwards.",
    remedy: "Restore the file from version control; put changes into a new file with the next number.",
  },
} as const satisfies Record<string, ErrorEntry>;
