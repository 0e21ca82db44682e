import { type AbiParameter, encodeAbiParameters, type Hex, keccak256 } from "viem";
import { recallsAbi } from "./abis.generated.ts";
import { type NewRecall, openingArgument } from "./calls.ts";

const openFunction = recallsAbi.find((item) => item.type === "function" && item.name === "open") as { inputs: readonly AbiParameter[] };

/** Digest that announces a draft on chain: keccak256(abi.encode(opening)), as `Recalls.open` recomputes it. */
export const draftDigest = (recall: NewRecall): Hex => keccak256(encodeAbiParameters(openFunction.inputs, [openingArgument(recall)]));
