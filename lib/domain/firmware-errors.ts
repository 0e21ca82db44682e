import type { ErrorEntry } from "./error-table.ts";

/** Looking into firmware images. Part of `ERRORS`. */
export const FIRMWARE_ERRORS = {
  "pairs-invalid": {
    what: "Line {line} of the list of default passwords cannot be used.",
    why: "A line is a name, one space and the password; (none) stands for an empty one.",
    remedy: "Correct the line and try again.",
  },
} as const satisfies Record<string, ErrorEntry>;
