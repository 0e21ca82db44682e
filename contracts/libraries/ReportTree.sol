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
    /// @dev A level's nodes lie side by side, so that each pair is hashed where it is and its hash written over the
    /// level: without that, 256 words would cost more than all the rest of a report.
    function root(bytes calldata words) internal pure returns (bytes32 node) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let nodes := mload(64)
            let end := add(nodes, words.length)
            // The leaves, as `leaf` makes them.
            let word := words.offset
            for {
                let place := nodes
            } lt(place, end) {
                place := add(place, 32)
            } {
                mstore(0, calldataload(word))
                mstore(place, keccak256(0, 32))
                word := add(word, 32)
            }
            // Below the last word all leaves are missing; a node over two missing ones is a hash of zeros, not zero.
            let missing := 0
            for {} gt(sub(end, nodes), 32) {} {
                mstore(end, missing) // beside a lonely last node
                let parent := nodes
                for {
                    let place := nodes
                } lt(place, end) {
                    place := add(place, 64)
                } {
                    mstore(parent, keccak256(place, 64))
                    parent := add(parent, 32)
                }
                end := parent
                mstore(0, missing)
                mstore(32, missing)
                missing := keccak256(0, 64)
            }
            node := mload(nodes)
        }
    }
}
