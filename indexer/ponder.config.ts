import { createConfig } from "ponder";
import {
  accessManagerAbi,
  batchesAbi,
  catalogAbi,
  devicesAbi,
  disclosuresAbi,
  networksAbi,
  organizationsAbi,
  recallsAbi,
  reportsAbi,
} from "../lib/chain/abis.generated.ts";
import { readDeployment } from "../lib/chain/deployments.ts";
import { readEnvironment } from "./env.ts";

const { MUSTER_RPC_URL, MUSTER_CHAIN_ID, DATABASE_URL, MUSTER_POLLING_MS } = readEnvironment();
const { contracts, startBlock } = readDeployment(MUSTER_CHAIN_ID);

/** Ponder sends each address of the list at most 20 requests a second, whether or not they are the same. A node of our own takes more. */
const isOwnNode = ["127.0.0.1", "localhost", "[::1]"].includes(new URL(MUSTER_RPC_URL).hostname);
const rpc = isOwnNode ? Array.from({ length: 25 }, () => MUSTER_RPC_URL) : MUSTER_RPC_URL;

export default createConfig({
  database: { kind: "postgres", connectionString: DATABASE_URL },
  ordering: "multichain",
  // Polling, not a socket: on a chain that mines only when there is something to mine, a socket leaves the newest
  // blocks unread until the next one comes.
  chains: { register: { id: MUSTER_CHAIN_ID, rpc, pollingInterval: MUSTER_POLLING_MS } },
  contracts: {
    AccessManager: { chain: "register", abi: accessManagerAbi, address: contracts.AccessManager, startBlock },
    Organizations: { chain: "register", abi: organizationsAbi, address: contracts.Organizations, startBlock },
    Catalog: { chain: "register", abi: catalogAbi, address: contracts.Catalog, startBlock },
    Batches: { chain: "register", abi: batchesAbi, address: contracts.Batches, startBlock },
    Devices: { chain: "register", abi: devicesAbi, address: contracts.Devices, startBlock },
    Reports: { chain: "register", abi: reportsAbi, address: contracts.Reports, startBlock },
    Recalls: { chain: "register", abi: recallsAbi, address: contracts.Recalls, startBlock },
    Disclosures: { chain: "register", abi: disclosuresAbi, address: contracts.Disclosures, startBlock },
    Networks: { chain: "register", abi: networksAbi, address: contracts.Networks, startBlock },
  },
});
