// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";

/// @notice The position-bound tree that commits the units of a batch. Twin: `lib/domain/unit-tree.ts`; both are held
/// to `test/vectors/unit-tree.json`.
/// @dev The depth follows from the size and the path bits are the index, so one index has exactly one leaf: a sorted
/// tree would accept the same index twice. Missing leaves are zero. A leaf's preimage has 128 bytes and a node's has
/// 64, so that no node can pass for a leaf.
library UnitTree {
    bytes32 internal constant UNIT_TYPEHASH =
        keccak256("Unit(address claimKey,bytes32 deviceSignerHash,bytes32 serialTag)");

    /// @param claimKey Address of the key derived from the claim code.
    /// @param deviceSignerHash keccak256 of the unit's ERC-7913 signer; zero when the unit cannot sign.
    /// @param serialTag keccak256(abi.encode(serialSalt, gtin, lot, serial)).
    function leaf(address claimKey, bytes32 deviceSignerHash, bytes32 serialTag) internal pure returns (bytes32) {
        return keccak256(abi.encode(UNIT_TYPEHASH, claimKey, deviceSignerHash, serialTag));
    }

    /// @notice Levels above the leaves: ceil(log2(size)), at most 32.
    function depth(uint32 size) internal pure returns (uint256 levels) {
        while ((uint256(1) << levels) < size) ++levels;
    }

    /// @notice The root that `leaf_` at `index` leads to. Callers check `proof.length == depth(size)` and
    /// `index < size`.
    function rootFrom(bytes32 leaf_, uint32 index, bytes32[] calldata proof) internal pure returns (bytes32 node) {
        node = leaf_;
        for (uint256 level = 0; level < proof.length; ++level) {
            node = (index >> level) & 1 == 0
                ? Hashes.efficientKeccak256(node, proof[level])
                : Hashes.efficientKeccak256(proof[level], node);
        }
    }
}
