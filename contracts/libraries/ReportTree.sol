// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The root of a bitmap: a position-bound tree over its words of 256 units, missing leaves zero, so that one
/// unit's bit can be shown by one word and a short proof. Twin: `lib/domain/report.ts`.
/// @dev A leaf's preimage has 32 bytes and a node's has 64. Proofs are checked by `UnitTree.contains`.
library ReportTree {
    function leaf(bytes32 word) internal pure returns (bytes32 hash) {
        // keccak256(abi.encode(word)), in the scratch space.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            mstore(0, word)
            hash := keccak256(0, 32)
        }
    }

    /// @param words The bitmap, a whole number of words and at least one.
    function root(bytes calldata words) internal pure returns (bytes32) {
        uint256 count = words.length / 32;
        bytes32[] memory nodes = new bytes32[](count + 1); // one more, for the zero beside a lonely last node
        for (uint256 i = 0; i < count; ++i) nodes[i] = leaf(bytes32(words[i * 32:]));
        // Below the last word all leaves are missing; a node over two missing ones is a hash of zeros, not zero.
        bytes32 missing = 0;
        for (; count > 1; count = (count + 1) / 2) {
            nodes[count] = missing;
            for (uint256 i = 0; i < count; i += 2) nodes[i / 2] = _node(nodes[i], nodes[i + 1]);
            missing = _node(missing, missing);
        }
        return nodes[0];
    }

    function _node(bytes32 left, bytes32 right) private pure returns (bytes32 hash) {
        // keccak256(abi.encode(left, right)), in the scratch space.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            mstore(0, left)
            mstore(32, right)
            hash := keccak256(0, 64)
        }
    }
}
