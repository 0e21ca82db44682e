import type { ErrorEntry } from "./error-table.ts";

/** Printing labels, reading bills of material, and published batches. Part of `ERRORS`. */
export const FACTORY_ERRORS = {
  "batch-host-failed": {
    what: "The batch's files cannot be read from {url}: {problem}.",
    why: "A proof is made from the manifest and the tree that the maker published.",
    remedy: "Check the address of the folder that holds manifest.json and tree.bin, or try again later.",
    retryable: true,
  },
  "batch-without-labels": {
    what: "{path} is a batch of parts.",
    why: "Nobody claims parts, so they have no claim codes and no labels.",
    remedy: "Print the labels of the devices that contain them.",
  },
  "bill-invalid": {
    what: "This is not a bill of material that can be read: {problem}.",
    why: "It has to be CycloneDX JSON, version 1.2 to 1.7; a bill that breaks its own rules could name other parts than it seems to.",
    remedy: "Export it again as CycloneDX JSON, or correct it where the problem is.",
  },
  "parts-file-invalid": {
    what: "Line {line} of {path} is not a part: {text}.",
    why: "Each line names a batch and the units that contain units of it, for example 3:0-9999; what follows a # is a remark.",
    remedy: "Correct the line, or let muster batch parts write the file again.",
  },
  "label-range-empty": {
    what: "No unit of the batch is in that range.",
    why: "The batch has units 0 to {last}, in the order of their serials ({order}).",
    remedy: "Check the first and the last unit or serial of the range.",
  },
  "seed-other": {
    what: "{file} is not the seed that this batch was built from.",
    why: "The claim code that it gives for unit {index} is not the one that the batch commits to: such a label would claim nothing.",
    remedy: "Use the seed file that built the batch. Nothing was written.",
  },
  "label-stock-invalid": {
    what: "{stock} cannot be printed on: {problem}.",
    why: "Labels have to land where the sheet has them.",
    remedy: "Name a stock that muster batch labels --help lists, or describe yours in millimetres, for example A4:3x7:63.5x38.1:2.5x0.",
  },
  "label-too-small": {
    what: "The label of {serial} does not fit on {stock}: {problem}.",
    why: "A code in smaller print than GS1 allows is read by few phones, and a label that cannot be read leaves its unit without an owner.",
    remedy: "Choose larger labels, say --symbol datamatrix, whose symbols are smaller, or use a shorter web address. Nothing was written.",
  },
} as const satisfies Record<string, ErrorEntry>;
