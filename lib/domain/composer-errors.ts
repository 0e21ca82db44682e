import type { ErrorEntry } from "./error-table.ts";

/** What stops a recall from being drafted: a phrase of serials, a notice. */
export const COMPOSER_ERRORS = {
  "serial-phrase-open": {
    what: "Something in the phrase is not decided: {words}.",
    why: "A recall means exactly the units that it names, so nothing in it is guessed and nothing is passed over.",
    remedy: "Write it so that it can be read, or say --set-aside with these very words when they add nothing to the scope.",
  },
  "serial-phrase-order": {
    what: "{words} cannot be applied to the batch in {path}: {problem}.",
    why: "Serials count in the order that the batch was built with, which may differ from the order of the phrase.",
    remedy: "Say the same in the order of this batch, or leave the batch out when it is not meant.",
  },
  "serial-phrase-no-units": {
    what: "The phrase names no unit of these batches.",
    why: "No serial in {paths} fits what was read.",
    remedy: "Look at the reading with muster scope serials, and check that these are the batches that are meant.",
  },
  "notice-findings": {
    what: "The notice breaks {count} rules of its markets. {what}",
    why: "Owners act on what a notice says and how it says it; these rules come from what kept people from acting.",
    remedy:
      "Mend the notice (muster notice lint says how), or say --accept-findings with the reason, which is kept with the draft's result.",
  },
  "picture-refused": {
    what: "This cannot be a picture of a notice: {problem}.",
    why: "A notice shows JPEG, PNG and WebP, which are told by how the file begins; nothing in them can act on a reader's machine.",
    remedy: "Save the picture as JPEG or PNG, and choose it again.",
  },
} as const satisfies Record<string, ErrorEntry>;
