import { COMPOSER_ERRORS } from "./composer-errors.ts";
import { CONTRACT_ERRORS } from "./contract-errors.ts";
import { FACTORY_ERRORS } from "./factory-errors.ts";
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

  // ---- factory files ----
  "factory-file-unreadable": {
    what: "The file {file} cannot be read: {reason}.",
    why: "It does not exist, is not a file, or may not be opened by you.",
    remedy: "Check the path and its permissions.",
  },
  "factory-file-encoding": {
    what: "The file is in {encoding}.",
    why: "Serials are compared byte by byte, so the encoding must not be guessed.",
    remedy: "Save it as CSV in UTF-8 and try again.",
  },
  "factory-file-empty": {
    what: "The file lists no units.",
    why: "It needs a line of column names and one line for each unit.",
    remedy: "Check that the export is complete.",
  },
  "factory-file-column-missing": {
    what: "Line 1: there is no column {column}.",
    why: "The columns found are: {found}.",
    remedy: "Name the column in the first line and try again.",
  },
  "factory-file-column-twice": {
    what: "Line 1: there are two columns {column}.",
    why: "It would be unclear which one counts.",
    remedy: "Remove one and try again.",
  },
  "factory-file-column-unknown": {
    what: "Line 1, column {column}: the name is not known.",
    why: "Known columns are: {known}. A misspelt name must not lose data of a batch that can never be changed.",
    remedy:
      "Correct the name; say --ignore-columns {column} when it is not meant for the register, or --component {column}=GTIN when it names the lot of a component.",
  },
  "factory-file-cells": {
    what: "Line {line}: it has {count} cells where {expected} are expected.",
    why: "Each line needs as many cells as the first line has names.",
    remedy: "Look for a missing or extra separator, or for a quote, and try again.",
  },
  "factory-file-cell": {
    what: "Line {line}, column {column}: {problem}.",
    why: "One wrong line refuses the whole file, because a registered batch can never be changed.",
    remedy: "Correct the line and build the batch again. Nothing was written.",
  },
  "factory-file-duplicate": {
    what: "Line {line}, column {column}: {value} stands in line {first} already.",
    why: "Each serial belongs to one unit, and each device key to one unit.",
    remedy: "Find out which of the two is right, correct the file and build the batch again. Nothing was written.",
  },
  "factory-file-quote": {
    what: "Line {line}: a quote is misplaced or never closed.",
    why: "A cell that begins with a quote ends at the next one that is followed by a separator; a quote inside it is doubled.",
    remedy: "Correct the line and build the batch again. Nothing was written.",
  },
  "factory-file-line-too-long": {
    what: "Line {line}: it is longer than {limit} bytes.",
    why: "Either the file is not a list of units, or a quote that opens in this line is never closed.",
    remedy: "Correct the line and build the batch again. Nothing was written.",
  },
  "factory-file-key-shared": {
    what: "Line {line}, column device_signer: line {first} names the same device key.",
    why: "A key in two devices is a static key: whoever opens one of them can speak for the other.",
    remedy: "Give each device a key of its own, correct the file and build the batch again. Nothing was written.",
  },
  "factory-file-too-large": {
    what: "The list of units is larger than {limit} bytes.",
    why: "That is room for the largest batch that is built at once; a stream beyond it is likely not a list of units.",
    remedy: "Split the production into several batches.",
  },
  "factory-file-too-many": {
    what: "The file lists more than {limit} units.",
    why: "It is the largest batch that is built at once.",
    remedy: "Split the production into several batches.",
  },
  "factory-file-too-many-lots": {
    what: "Line {line}, column {column}: it names component lot number {limit} + 1.",
    why: "A batch has at most {limit} parts on the chain, and each lot needs one.",
    remedy: "Split the production into batches that share component lots, or register sub-assemblies as batches of their own.",
  },
  "factory-file-too-many-ranges": {
    what: "In the order of the serials the component lots change so often that they make {count} ranges of units; {limit} are allowed.",
    why: "Each range is a part on the chain, and the search through parts has to stay bounded.",
    remedy:
      "Declare an order in which units that were built together stand together, split the batch where the lots change, or register sub-assemblies as batches of their own.",
  },
  "serial-order-invalid": {
    what: "{order} is not an order of serials.",
    why: "Orders are text, numeric, fixed-width:9, prefix-set:12J,12K and date-code:YYWW@2.",
    remedy: "Name the order in which the serials of this model count.",
  },
  "component-unregistered": {
    what: "Lot {lot} of component {gtin} is not registered.",
    why: "The batch contains units of it, and a part has to be on the chain before its whole.",
    remedy: "Have the component's maker register the lot first, or name the parts with --parts.",
  },
  "component-ambiguous": {
    what: "Lot {lot} of component {gtin} is registered more than once, as batches {batches}.",
    why: "Which of them is in these units must not be guessed.",
    remedy: "Name the parts with --parts, by the numbers of their batches.",
  },
  "invalid-lot": {
    what: "{lot} is not a lot number: {problem}.",
    why: "A lot number has 1 to 20 characters that GS1 allows.",
    remedy: "Check the lot number.",
  },
  "invalid-seed": {
    what: "The seed file {file} cannot be used: {problem}.",
    why: "All claim codes come from its 32 random bytes. A wrong seed prints labels that open nothing.",
    remedy: "Restore the file from your safe. Only if there never was one, name a new path and it will be created.",
  },
  "batch-exists": {
    what: "{path} exists already.",
    why: "A built batch is never overwritten: its labels may be printed.",
    remedy: "Choose another folder with --out, or move the old one away.",
  },
  "batch-damaged": {
    what: "The batch in {path} cannot be used: {problem}.",
    why: "What is registered has to be exactly what was built.",
    remedy: "Build the batch again; with the same file and seed the result is the same.",
  },
  "manifest-invalid": {
    what: "The batch manifest cannot be used: {problem}.",
    why: "A manifest is in the form muster-batch/1.",
    remedy: "Build the batch again with muster batch build.",
  },
  "digital-link-invalid": {
    what: "This is not a product link that the register can read: {problem}.",
    why: "It has to be an uncompressed GS1 Digital Link with a GTIN of 14 digits.",
    remedy: "Scan the code again, or type the numbers printed beside it.",
  },

  // ---- releases ----
  "release-metadata-invalid": {
    what: "The {form} cannot be used: {problem}.",
    why: "A release is published only from metadata that is understood in full.",
    remedy: "Correct the file, or publish from the image itself with --image, --sequence and --label.",
  },
  "release-metadata-unsigned": {
    what: "The {form} is not signed as it has to be: {problem}.",
    why: "Its signatures were checked against the root or the trust anchor that you named.",
    remedy: "Take the file from your signing service again, or name the root or trust anchor that belongs to it.",
  },
  "release-target-unknown": {
    what: "No target was chosen: {problem}.",
    why: "The metadata lists: {names}.",
    remedy: "Name one of them with --target.",
  },
  "trust-anchor-invalid": {
    what: "The trust anchor cannot be used: {problem}.",
    why: "It has to be one public key, as PEM or DER.",
    remedy: "Name the file with the public key of whoever signs your firmware.",
  },
  "release-incomplete": {
    what: "The release cannot be published: {problem}.",
    why: "A release has a digest, a size, a sequence number that is higher than those before it, and a version for people.",
    remedy: "Give what is missing and try again.",
  },
  "release-mismatch": {
    what: "The release contradicts itself: {problem}.",
    why: "What is published can be revoked, but never corrected.",
    remedy: "Find out which of the two is right.",
  },
  "release-fix-unoffered": {
    what: "Release {sequence} was published, but not offered as the fix of recall {recallId}: {reason}",
    why: "The two are separate steps, and only the first was accepted.",
    remedy: "Offer it once the reason is gone: muster recall fix {recallId} {modelId}:{sequence}.",
  },

  // ---- reports of an update service ----
  "report-file-invalid": {
    what: "The list of devices cannot be used: {problem}.",
    why: "It has to be a table with a column serial, index or device, or an export of hawkBit's or Mender's management API.",
    remedy: "Export it again, or correct what is named. Nothing was sent.",
  },
  "report-installed-unsaid": {
    what: "The list does not say what its devices run, from {where} on.",
    why: "hawkBit's list of targets looks the same whatever they have installed.",
    remedy:
      "Export the installed targets of the release's distribution set and add --installed, or put installedDS into each target, or export the actions.",
  },
  "report-types-mixed": {
    what: "The list has devices of several types: {types}.",
    why: "A report is about one batch, which is of one model.",
    remedy: "Name the type that your model has at the update server with --device-type.",
  },
  "report-rows": {
    what: "{count} of {rows} devices in the list are not understood: {problems}.",
    why: "A report counts as the maker's word that these units are fixed, so nothing is guessed.",
    remedy: "Correct the list, or leave these devices out with --skip-unknown. Nothing was sent.",
  },
  "report-empty": {
    what: "No unit is to be reported: {reason}.",
    why: "A report lists units that run the release.",
    remedy: "Check the sequence number, and what the update server calls the release (--installed-as).",
  },
  "report-too-wide": {
    what: "The units from {first} to {last} do not fit into one report.",
    why: "A report is one transaction, with one bit for each unit from the first to the last: at most {limit}.",
    remedy: "Split the list by serial and report in two parts.",
  },
  "report-batch-unnamed": {
    what: "It is not clear which batch the report is about.",
    why: "Units are numbered within their batch.",
    remedy:
      "Name the folder of the built batch with --dir, or its number with --batch, and a table of serials with --serials where the list has serials.",
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

  // ---- the register's API ----
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

  // ---- web ----
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
    remedy: "Sign in with your wallet; it costs nothing and changes nothing.",
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

  // ---- store ----
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
  "contact-unreadable": {
    what: "The contact details cannot be read.",
    why: "They were stored under another master key, or the stored value is damaged.",
    remedy: "Set MUSTER_MASTER_KEY to the key with which they were stored, or have the owner enter them again.",
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

/**
 * The one table of everything that can go wrong. Keys in kebab case are raised by our own code; keys that are a
 * contract's error names are reverts, translated by `lib/chain/decode-error.ts`. `docs/errors.md` is generated from it.
 */
export const ERRORS = { ...OWN_ERRORS, ...FACTORY_ERRORS, ...CONTRACT_ERRORS, ...COMPOSER_ERRORS, ...TITLE_ERRORS };
