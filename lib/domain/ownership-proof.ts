import type { Address, Hex } from "viem";
import { formatClaimCode, parseClaimCode } from "./claim-code.ts";

/**
 * How somebody shows to somebody else, here and now, that a device is theirs. Whoever doubts it makes up a question, the
 * owner's wallet signs it, and the doubter holds the signature against the register. A signature for one question is
 * worth nothing to anybody who asked another.
 */
export type OwnershipQuestion = {
  device: string;
  /** 16 random bytes, made by whoever asks. */
  nonce: Uint8Array;
  /** Unix time of the question. */
  askedAt: number;
};

/** How long an answer is waited for; a longer time would let an answer be carried around. */
export const ANSWER_SECONDS = 900;

/** The sentence that the wallet shows to the owner and signs (EIP-191). */
export const ownershipStatement = (chainId: number, devices: Address, { device, nonce, askedAt }: OwnershipQuestion): string =>
  [
    `I control device ${device} of the Muster register, and show it to whoever asked me this.`,
    "",
    "This moves nothing, costs nothing and gives nobody any right.",
    "",
    `Question: ${formatClaimCode(nonce)}`,
    `Asked at: ${new Date(askedAt * 1000).toISOString()}`,
    `Register: ${devices} on chain ${chainId}`,
  ].join("\n");

const write = ({ nonce, askedAt }: OwnershipQuestion): string => `${formatClaimCode(nonce)}.${askedAt}`;

/** The link that the owner opens. The question stands behind the #, so that no server learns who shows what to whom. */
export const questionLink = (origin: string, question: OwnershipQuestion): string =>
  `${origin}/show-owner/${question.device}#${write(question)}`;

/** The link that brings the answer back to whoever asked. */
export const answerLink = (origin: string, question: OwnershipQuestion, signature: Hex): string =>
  `${origin}/verify-owner/${question.device}#${write(question)}.${signature}`;

/** @returns null when it was damaged on the way. */
export function readQuestion(device: string, fragment: string): OwnershipQuestion | null {
  const [code = "", time = "", ...rest] = fragment.split(".");
  if (rest.length > 0 || !/^[0-9]{1,12}$/.test(time)) return null;
  try {
    return { device, nonce: parseClaimCode(decodeURIComponent(code)), askedAt: Number(time) };
  } catch {
    return null; // every way to be wrong has the same remedy: ask again
  }
}

/** @returns null when it was damaged on the way. */
export function readAnswer(device: string, fragment: string): { question: OwnershipQuestion; signature: Hex } | null {
  const cut = fragment.lastIndexOf(".");
  const signature = fragment.slice(cut + 1);
  const question = cut > 0 ? readQuestion(device, fragment.slice(0, cut)) : null;
  return question && /^0x(?:[0-9a-f]{2})+$/i.test(signature) ? { question, signature: signature as Hex } : null;
}
