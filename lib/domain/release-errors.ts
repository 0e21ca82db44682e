import type { ErrorEntry } from "./error-table.ts";

/** Firmware releases, and reports of update services. Part of `ERRORS`. */
export const RELEASE_ERRORS = {
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
} as const satisfies Record<string, ErrorEntry>;
