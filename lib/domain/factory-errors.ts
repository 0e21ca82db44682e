import type { ErrorEntry } from "./error-table.ts";

/** Printing labels, reading bills of material, published batches, and building in a browser. Part of `ERRORS`. */
export const FACTORY_ERRORS = {
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
