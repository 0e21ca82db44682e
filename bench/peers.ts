import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { AbiCoder, type BaseContract, ContractFactory, type InterfaceAbi, type Signer, ZeroAddress, ZeroHash } from "ethers";
import { load } from "../test/contracts/fixture.ts";
import { gasOf } from "./gas-of.ts";

const require = createRequire(import.meta.url);

type Artifact = { abi: InterfaceAbi; bytecode: string };
type SolcOutput = {
  errors?: { severity: string; formattedMessage: string }[];
  contracts: Record<string, Record<string, { abi: InterfaceAbi; evm: { bytecode: { object: string } } }>>;
};
type Solc = { compile(input: string, callbacks: { import(path: string): { contents: string } }): string };

/** Compiles bench/peers/Peers.sol with our compiler and settings; in the build, their warnings would drown ours. */
function compileTokens(): Record<string, Artifact> {
  const input = {
    language: "Solidity",
    sources: { "Peers.sol": { content: readFileSync(new URL("peers/Peers.sol", import.meta.url), "utf8") } },
    settings: {
      evmVersion: "osaka",
      optimizer: { enabled: true, runs: 100_000 },
      outputSelection: { "Peers.sol": { "*": ["abi", "evm.bytecode.object"] } },
    },
  };
  const read = (path: string) => ({ contents: readFileSync(require.resolve(path), "utf8") });
  const output: SolcOutput = JSON.parse((require("solc") as Solc).compile(JSON.stringify(input), { import: read }));
  const error = output.errors?.find(({ severity }) => severity === "error");
  if (error) throw new Error(error.formattedMessage);
  const tokens = Object.entries(output.contracts["Peers.sol"] ?? {});
  return Object.fromEntries(tokens.map(([name, { abi, evm }]) => [name, { abi, bytecode: evm.bytecode.object }]));
}

async function deploy({ abi, bytecode }: Artifact, signer: Signer, ...args: unknown[]): Promise<BaseContract> {
  const contract = await new ContractFactory(abi, bytecode, signer).deploy(...args);
  return contract.waitForDeployment();
}

/** An owner's first token and a later one, as with claims, and a transfer between two who hold others. */
async function measureToken(artifact: Artifact, { numbersItself = false } = {}): Promise<Record<string, number>> {
  const { governor, alice, bob } = await load();
  const token = await deploy(artifact, governor);
  const mint = (to: Signer & { address: string }, id: number) =>
    gasOf(token.getFunction("mint").send(...(numbersItself ? [to.address] : [to.address, id])));
  await mint(bob, 0);
  const mintFirst = await mint(alice, 1);
  const mintNext = await mint(alice, 2);
  const transferFrom = token.connect(alice).getFunction("transferFrom");
  return { mintFirst, mintNext, transfer: await gasOf(transferFrom.send(alice.address, bob.address, 1)) };
}

/** An attestation with the content of a statement: which unit runs which release. As EAS publishes it. */
async function measureEas(): Promise<Record<string, number>> {
  const { governor, alice } = await load();
  const published = "@ethereum-attestation-service/eas-contracts/artifacts/contracts";
  const registry = await deploy(require(`${published}/SchemaRegistry.sol/SchemaRegistry.json`), governor);
  const eas = await deploy(require(`${published}/EAS.sol/EAS.json`), governor, await registry.getAddress());
  const terms = ["uint96 deviceId,uint32 release", ZeroAddress, true] as const;
  const schema: string = await registry.getFunction("register").staticCall(...terms);
  await gasOf(registry.getFunction("register").send(...terms));
  const content = AbiCoder.defaultAbiCoder().encode(["uint96", "uint32"], [(3n << 32n) | 699_050n, 2]);
  const data = { recipient: await alice.getAddress(), expirationTime: 0, revocable: true, refUID: ZeroHash, data: content, value: 0 };
  return { attest: await gasOf(eas.getFunction("attest").send({ schema, data })) };
}

/** Gas of the nearest well-known contracts on the same chain. */
export async function measurePeers(): Promise<Record<string, Record<string, number>>> {
  const { OpenZeppelinPeer, SoladyPeer, ERC721APeer } = compileTokens();
  if (!OpenZeppelinPeer || !SoladyPeer || !ERC721APeer) throw new Error("bench/peers/Peers.sol lacks a peer");
  return {
    openzeppelin: await measureToken(OpenZeppelinPeer),
    solady: await measureToken(SoladyPeer),
    erc721a: await measureToken(ERC721APeer, { numbersItself: true }),
    eas: await measureEas(),
  };
}
