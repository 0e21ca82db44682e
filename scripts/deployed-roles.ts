import { Contract, type Provider } from "ethers";
import { type Abi, type Address, isAddressEqual } from "viem";
import { accessManagerAbi, devicesAbi, organizationsAbi } from "../lib/chain/abis.generated.ts";
import type { Deployment } from "../lib/chain/deployments.ts";

type Holder = { role: bigint; account: Address /** Seconds */; delay: number };

/** Who holds which right in a deployed register, as the chain says. */
export type Roles = {
  /** Of every role of the AccessManager, not of the admin role alone. */
  holders: Holder[];
  /** What rules over Organizations. */
  authority: Address;
  /** Whatever Devices lets announce recalled units; null when it was not named. */
  recalls: Address | null;
};

const ADMIN_ROLE = 0n;

/** Reads the roles from the chain and its events: nobody has to believe the script that set them up. */
export async function readRoles(provider: Provider, { contracts, startBlock }: Deployment): Promise<Roles> {
  const at = (address: Address, abi: Abi) => new Contract(address, abi as never, provider);
  const [manager, organizations, devices] = [
    at(contracts.AccessManager, accessManagerAbi),
    at(contracts.Organizations, organizationsAbi),
    at(contracts.Devices, devicesAbi),
  ];
  const events = async (contract: Contract, name: string) =>
    (await contract.queryFilter(name, startBlock)).map((log) => ("args" in log ? [...log.args] : []));

  const granted = (await events(manager, "RoleGranted")) as [bigint, Address][];
  const candidates = new Map(granted.map(([role, account]) => [`${role} ${account}`, { role, account }]));
  const holders: Holder[] = [];
  for (const { role, account } of candidates.values()) {
    const [isMember, delay] = await manager.getFunction("hasRole")(role, account);
    if (isMember) holders.push({ role, account, delay: Number(delay) });
  }
  const bound = (await events(devices, "RecallsBound")) as [Address][];
  return { holders, authority: await organizations.getFunction("authority")(), recalls: bound[0]?.[0] ?? null };
}

/** What is not as it has to be, in sentences; empty when everything is. */
export function roleFaults({ holders, authority, recalls }: Roles, { contracts, governor, deployer, delay }: Deployment): string[] {
  const isGovernor = ({ role, account }: Holder): boolean => role === ADMIN_ROLE && isAddressEqual(account, governor);
  const found = holders.find(isGovernor);
  const faults = holders
    .filter((holder) => !isGovernor(holder))
    .map(({ role, account }) => `${isAddressEqual(account, deployer) ? "The deployer" : account} holds role ${role}.`);
  if (!found) faults.push(`The governor ${governor} does not hold the admin role.`);
  else if (found.delay !== delay) faults.push(`The governor acts after ${found.delay} s instead of ${delay} s.`);
  if (!isAddressEqual(authority, contracts.AccessManager)) faults.push(`Organizations obeys ${authority}.`);
  if (!recalls || !isAddressEqual(recalls, contracts.Recalls)) faults.push(`Devices lets ${recalls ?? "nobody"} announce recalled units.`);
  return faults;
}

/** The same for people, where everything is as it has to be. */
export const reportOf = ({ holders }: Roles, { contracts, deployer, delay }: Deployment): string[] => [
  ...holders.map(({ account }) => `Governs (AccessManager): ${account}, ${delay} s after announcing each act.`),
  `Deployer: ${deployer}, without any right.`,
  `Announces recalled units (Devices): ${contracts.Recalls}, the Recalls contract, for good.`,
];
