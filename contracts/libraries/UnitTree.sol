// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The position-bound tree that commits the units of a batch. Twin: `lib/domain/unit-tree.ts`; both are held
/// to `test/vectors/unit-tree.json`.
/// @dev The depth follows from the size and the path bits are the index, so one index has exactly one leaf: a sorted
/// tree would accept the same index twice. Missing leaves are zero. A leaf's preimage has 128 bytes and a node's has
/// 64, so that no node can pass for a leaf.
library UnitTree {
    bytes32 internal constant UNIT_TYPEHASH = keccak256(
        "Unit(address claimKey,bytes32 deviceSignerHash,bytes32 serialTag)"
    );

    /// @param claimKey Address of the key derived from the claim code.
    /// @param deviceSignerHash keccak256 of the unit's ERC-7913 signer; zero when the unit cannot sign.
    /// @param serialTag keccak256(abi.encode(serialSalt, gtin, lot, serial)).
    function leaf(address claimKey, bytes32 deviceSignerHash, bytes32 serialTag) internal pure returns (bytes32 hash) {
        bytes32 typeHash = UNIT_TYPEHASH;
        // keccak256(abi.encode(UNIT_TYPEHASH, claimKey, deviceSignerHash, serialTag)), without keeping the memory.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let preimage := mload(64)
            mstore(preimage, typeHash)
            mstore(add(preimage, 32), shr(96, shl(96, claimKey)))
            mstore(add(preimage, 64), deviceSignerHash)
            mstore(add(preimage, 96), serialTag)
            hash := keccak256(preimage, 128)
        }
    }

    /// @notice Whether a tree of `size` leaves has `levels` levels above them, which is ceil(log2(size)): then 2^levels
    /// is the one power of two from `size` to below twice `size`.
    function isDepth(uint256 levels, uint32 size) internal pure returns (bool) {
        uint256 leaves = 1 << levels;
        return size <= leaves && leaves < 2 * uint256(size);
    }

    /// @notice Whether `leaf_` is unit `index` of a tree of `size` leaves with that root. Callers check `index < size`.
    function contains(
        bytes32 root,
        uint32 size,
        uint32 index,
        bytes32 leaf_,
        bytes32[] calldata proof
    ) internal pure returns (bool) {
        return isDepth(proof.length, size) && rootFrom(leaf_, index, proof) == root;
    }

    /// @notice The root that `leaf_` at `index` leads to. Callers check the proof's length with `isDepth` and that
    /// `index < size`.
    /// @dev For each sibling, with `bit` the next of the index: `node = bit == 0 ? keccak256(node ‖ sibling) :
    /// keccak256(sibling ‖ node)`. In the scratch space and without a branch, because a claim does this twenty times.
    function rootFrom(bytes32 leaf_, uint32 index, bytes32[] calldata proof) internal pure returns (bytes32 node) {
        node = leaf_;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let sibling := proof.offset
            // The index with one more bit in front, which is all that is left of it at the root.
            for {
                let path := or(shl(proof.length, 1), and(index, 0xffffffff))
            } gt(path, 1) {
                path := shr(1, path)
            } {
                let place := shl(5, and(path, 1))
                mstore(place, node)
                mstore(xor(place, 32), calldataload(sibling))
                node := keccak256(0, 64)
                sibling := add(sibling, 32)
            }
        }
    }
}
