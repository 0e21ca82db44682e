import type { Config } from "wagmi";
import { getPublicClient } from "wagmi/actions";
import { chainTime as timeOf } from "@/lib/chain/chain-time.ts";
import type { Sender } from "@/lib/chain/send.ts";

/** Unix time by which the chain would judge an act now; see lib/chain/chain-time.ts. */
export const chainTime = async (wagmi: Config, chainId: number): Promise<number> =>
  Number(await timeOf(getPublicClient(wagmi, { chainId }) as Sender["public"]));
