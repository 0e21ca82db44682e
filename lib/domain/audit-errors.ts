import type { ErrorEntry } from "./error-table.ts";

/** Recomputing figures from the logs of a node. Part of `ERRORS`. */
export const AUDIT_ERRORS = {
  "logs-refused": {
    what: "The node does not give the logs of block {block}: {reason}",
    why: "The figures follow from every log of the register, and a node that leaves some out cannot be used.",
    remedy: "Ask a node that gives logs back to the deployment of the register.",
  },
  "logs-incomplete": {
    what: "The node leaves out logs: {what} is missing.",
    why: "What the register writes is numbered without gaps, so a gap is the node's.",
    remedy: "Ask another node. This one would have given wrong figures.",
  },
  "report-altered": {
    what: "The list of units in report {reportId} is not the one that the chain has.",
    why: "The chain keeps the root of every list, and the node's list has another.",
    remedy: "Ask another node. This one would have given wrong figures.",
  },
  "block-unknown": {
    what: "The node does not have block {block}.",
    why: "It is later than the node's newest block, or the node does not keep it.",
    remedy: "Wait until the node has it, name an earlier block, or ask another node.",
    retryable: true,
  },
  "chain-reorganised": {
    what: "The chain replaced block {block} while its logs were read.",
    why: "The block was not final yet.",
    remedy: "Try again, or name a block that is final.",
    retryable: true,
  },
  "published-other-block": {
    what: "The published figures are of block {published}, not of block {block}.",
    why: "Figures are compared only when both are of one block; the published ones follow the chain.",
    remedy: "Leave out --block to compare at the block of the published figures.",
  },
  "published-moving": {
    what: "The published figures went on to other blocks while they were read.",
    why: "The figures of a recall and its course are two answers, and both have to be of one block.",
    remedy: "Try again in a moment.",
    retryable: true,
  },
  "documents-unreachable": {
    what: "The notice cannot be fetched.",
    why: "{url} could not be reached.",
    remedy: "Check the address that --documents names, or leave it out: the figures do not depend on it.",
    retryable: true,
  },
} as const satisfies Record<string, ErrorEntry>;
