import type { Hex } from "viem";
import type { Config } from "wagmi";
import { callApi } from "@/app/_lib/api.ts";
import { chainTime } from "@/app/_lib/chain-time.ts";

const DEADLINE_SECONDS = 3_600;

/** What goes with a code to the register: the unit's place in its batch, and until when what the code's key signs is valid. */
export async function claimPapers(wagmi: Config, chainId: number, device: string): Promise<{ proof: Hex[]; deadline: bigint }> {
  const [{ proof }, now] = await Promise.all([callApi<{ proof: Hex[] }>("GET", `units/${device}/proof`), chainTime(wagmi, chainId)]);
  return { proof, deadline: BigInt(now + DEADLINE_SECONDS) };
}
