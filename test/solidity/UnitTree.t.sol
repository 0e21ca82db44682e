// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {UnitTree} from "../../contracts/libraries/UnitTree.sol";
import {entry, vm} from "./Vm.sol";

contract UnitTreeTest {
    uint256 private constant MAX_SIZE = 64;

    /// Proofs are calldata, as in a claim.
    function rootFrom(bytes32 leaf, uint32 index, bytes32[] calldata proof) external pure returns (bytes32) {
        return UnitTree.rootFrom(leaf, index, proof);
    }

    // ---- depth ----

    function test_DepthAtTheEdges() external pure {
        uint32[12] memory sizes = [
            uint32(1),
            2,
            3,
            4,
            5,
            8,
            9,
            2 ** 20,
            2 ** 20 + 1,
            2 ** 31,
            2 ** 31 + 1,
            2 ** 32 - 1
        ];
        uint8[12] memory depths = [0, 1, 2, 2, 3, 3, 4, 20, 21, 31, 32, 32];
        for (uint256 i = 0; i < sizes.length; ++i) _requireDepth(sizes[i], depths[i]);
    }

    function testFuzz_DepthIsTheFirstThatHoldsAllUnits(uint32 size) external pure {
        vm.assume(size != 0);
        uint256 depth = 0;
        while (2 ** depth < size) ++depth;
        _requireDepth(size, depth);
    }

    function testFuzz_NoDepthFitsNoUnits(uint256 levels) external pure {
        require(!UnitTree.isDepth(levels, 0), "no units");
    }

    function testFuzz_HugeDepthsNeverFit(uint256 levels, uint32 size) external pure {
        vm.assume(levels > 32);
        require(!UnitTree.isDepth(levels, size), "too deep");
    }

    // ---- position ----

    /// Every leaf leads to the root from its own place, and from no other place of its tree, by no proof in the tree.
    function test_OneIndexHasOneLeafInEverySmallTree() external view {
        for (uint256 size = 1; size <= 16; ++size) _requireBoundToPosition(size);
        _requireBoundToPosition(33);
        _requireBoundToPosition(MAX_SIZE);
    }

    /// An inner node and the rest of the way up do lead to the root. The proof is too short, and only that stops it.
    function test_NoInnerNodeHasAProofOfTheRightLength() external view {
        for (uint256 size = 2; size <= MAX_SIZE; ++size) {
            bytes32[][] memory levels = _levels(size);
            for (uint256 height = 1; height < levels.length; ++height) {
                for (uint256 place = 0; place < levels[height].length; ++place) {
                    bytes32[] memory rest = _proof(levels, height, place);
                    bytes32 root = levels[levels.length - 1][0];
                    require(this.rootFrom(levels[height][place], uint32(place), rest) == root, "leads to the root");
                    require(!UnitTree.isDepth(rest.length, uint32(size)), "refused");
                }
            }
        }
    }

    function testFuzz_AnAlteredSiblingLeadsElsewhere(
        uint8 size,
        uint8 index,
        uint8 level,
        bytes32 other
    ) external view {
        uint256 units = (uint256(size) % (MAX_SIZE - 1)) + 2;
        uint32 place = uint32(index % units);
        bytes32[][] memory levels = _levels(units);
        bytes32[] memory proof = _proof(levels, 0, place);
        uint256 altered = level % proof.length;
        vm.assume(other != proof[altered]);
        proof[altered] = other;
        require(this.rootFrom(levels[0][place], place, proof) != levels[levels.length - 1][0], "elsewhere");
    }

    /// Bits beside the 32 of the index have no say, whatever a caller left in the word.
    function test_DirtyBitsOfTheIndexAreIgnored() external view {
        bytes32[][] memory levels = _levels(5);
        bytes32 root = levels[levels.length - 1][0];
        require(this.rootFromDirtyIndex(levels[0][3], 3, _proof(levels, 0, 3)) == root, "root");
    }

    function rootFromDirtyIndex(bytes32 leaf, uint32 index, bytes32[] calldata proof) external pure returns (bytes32) {
        assembly ("memory-safe") {
            index := or(index, shl(32, not(0)))
        }
        return UnitTree.rootFrom(leaf, index, proof);
    }

    function testFuzz_LeafIsTheHashOfItsEncoding(uint256 claimKey, bytes32 signerHash, bytes32 tag) external pure {
        address dirty;
        assembly ("memory-safe") {
            dirty := claimKey
        }
        bytes memory encoded = abi.encode(UnitTree.UNIT_TYPEHASH, address(uint160(claimKey)), signerHash, tag);
        require(encoded.length == 128 && UnitTree.leaf(dirty, signerHash, tag) == keccak256(encoded), "leaf");
    }

    // ---- golden vectors ----

    function test_GoldenVectorsOfUnits() external view {
        string memory json = vm.readFile("test/vectors/unit-tree.json");
        uint256 i = 0;
        for (; vm.keyExistsJson(json, entry("units", i, "")); ++i) {
            bytes memory code = vm.parseJsonBytes(json, entry("units", i, ".code"));
            uint256 privateKey = uint256(keccak256(abi.encodePacked("muster/claim/1", code)));
            bytes32 salt = keccak256(abi.encodePacked("muster/serial/1", code));
            address claimKey = vm.addr(privateKey);
            require(claimKey == vm.parseJsonAddress(json, entry("units", i, ".claimKey")), "claim key");

            bytes32 tag = keccak256(
                abi.encode(
                    salt,
                    uint64(vm.parseJsonUint(json, entry("units", i, ".gtin"))),
                    vm.parseJsonString(json, entry("units", i, ".lot")),
                    vm.parseJsonString(json, entry("units", i, ".serial"))
                )
            );
            require(tag == vm.parseJsonBytes32(json, entry("units", i, ".serialTag")), "serial tag");

            bytes32 signerHash = vm.parseJsonBytes32(json, entry("units", i, ".deviceSignerHash"));
            bytes32 leaf = vm.parseJsonBytes32(json, entry("units", i, ".leaf"));
            require(UnitTree.leaf(claimKey, signerHash, tag) == leaf, "leaf");
        }
        require(i == 9, "all units");
    }

    function test_GoldenVectorsOfTrees() external view {
        string memory json = vm.readFile("test/vectors/unit-tree.json");
        uint256 i = 0;
        for (; vm.keyExistsJson(json, entry("trees", i, "")); ++i) {
            uint32 size = uint32(vm.parseJsonUint(json, entry("trees", i, ".size")));
            bytes32 root = vm.parseJsonBytes32(json, entry("trees", i, ".root"));
            for (uint32 index = 0; index < size; ++index) {
                bytes32 leaf = vm.parseJsonBytes32(json, entry("units", index, ".leaf"));
                string memory path = string.concat(entry("trees", i, ".proofs["), vm.toString(index), "]");
                bytes32[] memory proof = vm.parseJsonBytes32Array(json, path);
                require(UnitTree.isDepth(proof.length, size), "depth");
                require(this.rootFrom(leaf, index, proof) == root, "root");
            }
        }
        require(i == 6, "all trees");
    }

    // ---- the plain way to the same results ----

    function _requireDepth(uint32 size, uint256 depth) private pure {
        for (uint256 levels = 0; levels <= 40; ++levels) {
            require(UnitTree.isDepth(levels, size) == (levels == depth), "depth");
        }
    }

    function _requireBoundToPosition(uint256 size) private view {
        bytes32[][] memory levels = _levels(size);
        bytes32 root = levels[levels.length - 1][0];
        for (uint256 unit = 0; unit < size; ++unit) {
            for (uint256 place = 0; place < levels[0].length; ++place) {
                bool own = unit == place;
                require(
                    (this.rootFrom(levels[0][unit], uint32(place), _proof(levels, 0, place)) == root) == own,
                    "place"
                );
                require(
                    (this.rootFrom(levels[0][unit], uint32(place), _proof(levels, 0, unit)) == root) == own,
                    "index"
                );
            }
        }
    }

    /// All nodes: level 0 are the leaves, filled up with zeros to a power of two, the last level is the root.
    function _levels(uint256 size) private pure returns (bytes32[][] memory levels) {
        uint256 depth = 0;
        while (2 ** depth < size) ++depth;
        levels = new bytes32[][](depth + 1);
        levels[0] = new bytes32[](2 ** depth);
        for (uint256 i = 0; i < size; ++i) levels[0][i] = keccak256(abi.encode("unit", i));
        for (uint256 height = 1; height <= depth; ++height) {
            levels[height] = new bytes32[](2 ** (depth - height));
            for (uint256 i = 0; i < levels[height].length; ++i) {
                levels[height][i] = keccak256(abi.encode(levels[height - 1][2 * i], levels[height - 1][2 * i + 1]));
            }
        }
    }

    /// Siblings from a node up to below the root.
    function _proof(
        bytes32[][] memory levels,
        uint256 height,
        uint256 place
    ) private pure returns (bytes32[] memory proof) {
        proof = new bytes32[](levels.length - 1 - height);
        for (uint256 i = 0; i < proof.length; ++i) proof[i] = levels[height + i][(place >> i) ^ 1];
    }
}
