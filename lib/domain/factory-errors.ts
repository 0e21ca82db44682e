import type { ErrorEntry } from "./error-table.ts";

/** Printing labels, reading bills of material, published batches, and building in a browser. Part of `ERRORS`. */
export const FACTORY_ERRORS = {
  "batch-host-failed": {
    what: "The batch's files cannot be read from {url}: {problem}.",
    why: "A proof is made from the manifest and the tree that the maker published.",
    remedy: "Check the address of the folder that holds manifest.json and tree.bin, or try again later.",
    retryable: true,
  },
  "look-up-taken": {
    what: "Unit {unit} cannot be looked up: what is printed on it leads to unit {other} already.",
    why: "A serial of a lot, and a claim code, lead to one unit. Batch {batchId} was registered before with the same.",
    remedy:
      "If batch {batchId} was a mistake, freeze it (muster batch freeze) and ask whoever runs the register to take its look-up rows out; then repeat this. Otherwise register the units under a lot of their own.",
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
  "browser-storage-full": {
    what: "This browser has no more room for the batch.",
    why: "A million units take about half a gigabyte of this device's disk while they are built, and the browser or the disk gave no more.",
    remedy: "Free some space and build it again, or build it on another machine with muster batch build. Nothing was kept.",
  },
  "browser-batch-kept": {
    what: "This browser already holds a batch, or another tab is building one.",
    why: "One batch at a time is kept here, so that no file of one is taken for a file of another.",
    remedy: "Go on in the other tab; or save the files of the batch that is here, remove it from this browser, and build again.",
  },
  "document-other": {
    what: "What was sent is not the document {digest}.",
    why: "Its digest and its length are announced before it is sent, and both have to be right.",
    remedy: "Send it again. If it happens again, build the batch again: its files were altered.",
  },
  "unit-rows-invalid": {
    what: "Line {line} of the look-up rows cannot be used: {problem}.",
    why: "Each row is proved by the tree of its batch, so that nobody can put in a unit of somebody else.",
    remedy: "Build the batch again with the same list and seed, and send the rows that it writes.",
  },
} as const satisfies Record<string, ErrorEntry>;
