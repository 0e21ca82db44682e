import type { Address } from "viem";

/**
 * The invented people of the demonstration. Their keys are the well-known ones of every local development chain, so
 * they exist on chain 31337 only, where the node holds them unlocked; everything refuses them elsewhere.
 */
export const LOCAL_CHAIN_ID = 31337;

/** First account of every local development chain: it deploys and keeps no right, so it is nobody of the cast. */
export const LOCAL_DEPLOYER: Address = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

type CastRole = "governor" | "manufacturer" | "regulator" | "laboratory" | "observer" | "network-operator" | "owner";
export type CastMember = {
  id: string;
  name: string;
  role: CastRole /** Body they act for, or what they own. */;
  about: string;
  address: Address;
};

export const CAST = [
  {
    id: "gus",
    name: "Gus Weber",
    role: "governor",
    about: "admits organisations to the register",
    address: "0xFABB0ac9d68B0B445fB7357272Ff202C5651694a",
  },
  {
    id: "dana",
    name: "Dana Holm",
    role: "manufacturer",
    about: "Lumen Forge, prepares recalls",
    address: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
  },
  {
    id: "remy",
    name: "Remy Okafor",
    role: "manufacturer",
    about: "Lumen Forge, releases recalls",
    address: "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
  },
  {
    id: "nils",
    name: "Nils Aalto",
    role: "manufacturer",
    about: "Northgate Cameras, prepares recalls",
    address: "0x1CBd3b2770909D4e10f157cABC84C7264073C9Ec",
  },
  {
    id: "nadia",
    name: "Nadia Brandt",
    role: "manufacturer",
    about: "Northgate Cameras",
    address: "0x90F79bf6EB2c4f870365E785982E1f101E93b906",
  },
  { id: "piet", name: "Piet de Wit", role: "manufacturer", about: "Petrel Home", address: "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65" },
  {
    id: "carla",
    name: "Carla Reyes",
    role: "manufacturer",
    about: "Cobalt Security",
    address: "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc",
  },
  {
    id: "ravi",
    name: "Ravi Menon",
    role: "regulator",
    about: "Office for Product Safety, prepares recalls",
    address: "0xdF3e18d64BC6A983f673Ab319CCaE4f1a57C7097",
  },
  {
    id: "rosa",
    name: "Rosa Lindqvist",
    role: "regulator",
    about: "Office for Product Safety",
    address: "0x976EA74026E726554dB657fA54763abd0C3a0aa9",
  },
  {
    id: "lars",
    name: "Lars Nygaard",
    role: "laboratory",
    about: "Elm Test House, certifies models",
    address: "0x8626f6940E2eb28930eFb4CeF49B2d1F2C9C1199",
  },
  {
    id: "olga",
    name: "Olga Petrov",
    role: "observer",
    about: "Open Route Watch, tests networks",
    address: "0xcd3B766CCDd6AE721141F452C550Ca635964ce71",
  },
  {
    id: "nora",
    name: "Nora Haddad",
    role: "network-operator",
    about: "Fennel Net, an access network",
    address: "0x2546BcD3c84621e976D8185a91A922aE77ECEc30",
  },
  {
    id: "ada",
    name: "Ada Kowalski",
    role: "owner",
    about: "owns a Northgate camera",
    address: "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955",
  },
  {
    id: "ben",
    name: "Ben Adeyemi",
    role: "owner",
    about: "owns two Northgate cameras",
    address: "0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f",
  },
  { id: "chen", name: "Chen Li", role: "owner", about: "owns a Petrel camera", address: "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720" },
  { id: "dora", name: "Dora Novak", role: "owner", about: "owns a Cobalt camera", address: "0xBcd4042DE499D14e55001CcbB24a551F3b954096" },
  {
    id: "eli",
    name: "Eli Martin",
    role: "owner",
    about: "has just bought a camera",
    address: "0x71bE63f3384f5fb98995898A86B02Fb2426c5788",
  },
] as const satisfies CastMember[];

export type CastId = (typeof CAST)[number]["id"];

export const castMember = (id: CastId): CastMember => CAST.find((member) => member.id === id) as CastMember;

/** The rest of the twenty accounts of every local development chain. */
const OTHERS: readonly Address[] = ["0xbDA5747bFD65F08deb54cb465eB87D40e51B197E", "0xdD2FD4581271e230360230F9337D5c0430Bf44C0"];

/** Whether an address belongs to a key that everybody knows. */
export const isWellKnown = (address: string): boolean =>
  [LOCAL_DEPLOYER, ...CAST.map((member) => member.address), ...OTHERS].some((known) => known.toLowerCase() === address.toLowerCase());
