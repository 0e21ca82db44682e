import { type Address, concat, encodeAbiParameters, type Hex, hashTypedData, keccak256, stringToBytes, zeroAddress, zeroHash } from "viem";
import { privateKeyToAccount, privateKeyToAddress } from "viem/accounts";
import type { DeviceId } from "./ids.ts";
import { proofMessage, type RecoveryTerms, type Signable } from "./owner-signed.ts";

/**
 * What the register commits to of one unit, and how its claim is signed. Twins: `contracts/libraries/UnitTree.sol`
 * and `contracts/Devices.sol`; all are held to `test/vectors/unit-tree.json`.
 */
export type Unit = {
  /** Address of the key derived from the claim code; zero for parts, which are never claimed. */
  claimKey: Address;
  /** keccak256 of the unit's ERC-7913 signer (verifier ‖ key); zero when the unit cannot sign. */
  deviceSignerHash: Hex;
  /** Commits the printed serial; see `serialTag`. */
  serialTag: Hex;
};

export const NO_DEVICE_SIGNER: Hex = zeroHash;
export const NO_CLAIM_KEY: Address = zeroAddress;

const UNIT_TYPEHASH = keccak256(stringToBytes("Unit(address claimKey,bytes32 deviceSignerHash,bytes32 serialTag)"));

const derive = (label: string, code: Uint8Array): Hex => keccak256(concat([stringToBytes(label), code]));

/** Private key that signs the first claim. @param code 16 bytes. */
export const claimPrivateKey = (code: Uint8Array): Hex => derive("muster/claim/1", code);

export const claimKey = (code: Uint8Array): Address => privateKeyToAddress(claimPrivateKey(code));

/** Without it nobody can try out serials against the tag. */
export const serialSalt = (code: Uint8Array): Hex => derive("muster/serial/1", code);

/** Whoever holds the box can prove the serial by it; nobody can list serials from the chain. */
export const serialTag = (salt: Hex, gtin: string, lot: string, serial: string): Hex =>
  keccak256(
    encodeAbiParameters(
      [{ type: "bytes32" }, { type: "uint64" }, { type: "string" }, { type: "string" }],
      [salt, BigInt(gtin), lot, serial],
    ),
  );

/** The leaf of a unit, from 128 bytes, so that no inner node (64 bytes) can pass for one. */
export const unitLeaf = (unit: Unit): Hex =>
  keccak256(
    encodeAbiParameters(
      [{ type: "bytes32" }, { type: "address" }, { type: "bytes32" }, { type: "bytes32" }],
      [UNIT_TYPEHASH, unit.claimKey, unit.deviceSignerHash, unit.serialTag],
    ),
  );

export type ClaimTerms = { deviceId: DeviceId; owner: Address /** Unix time */; deadline: bigint };

/** EIP-712 message of a claim: binds chain, contract, unit, new owner and deadline. */
const claimTypedData = (chainId: number, devices: Address, { deviceId, owner, deadline }: ClaimTerms) =>
  ({
    domain: { name: "Muster Devices", version: "1", chainId, verifyingContract: devices },
    types: {
      Claim: [
        { name: "deviceId", type: "uint256" },
        { name: "owner", type: "address" },
        { name: "deadline", type: "uint256" },
      ],
    },
    primaryType: "Claim",
    message: { deviceId, owner, deadline },
  }) as const;

export const claimDigest = (chainId: number, devices: Address, terms: ClaimTerms): Hex =>
  hashTypedData(claimTypedData(chainId, devices, terms));

/** Signs a claim with the key from the code, on the device of whoever holds the box. */
export const signClaim = (code: Uint8Array, chainId: number, devices: Address, terms: ClaimTerms): Promise<Hex> =>
  privateKeyToAccount(claimPrivateKey(code)).signTypedData(claimTypedData(chainId, devices, terms));

/** Signs with the same key for a recovery: the box came second hand, or the wallet is lost. */
export const signRecovery = (code: Uint8Array, chainId: number, contracts: Signable, terms: RecoveryTerms): Promise<Hex> =>
  privateKeyToAccount(claimPrivateKey(code)).signTypedData(proofMessage(chainId, contracts, { kind: "Recovery", ...terms }));
