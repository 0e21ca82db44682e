// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ReportTree} from "../../contracts/libraries/ReportTree.sol";
import {UnitTree} from "../../contracts/libraries/UnitTree.sol";
import {entry, vm} from "./Vm.sol";

contract ReportTreeTest {
    /// Bitmaps and proofs are calldata, as in a report.
    function root(bytes calldata words) external pure returns (bytes32) {
        return ReportTree.root(words);
    }

    function contains(
        bytes32 root_,
        uint32 count,
        uint32 place,
        bytes32 word,
        bytes32[] calldata proof
    ) external pure returns (bool) {
        return UnitTree.contains(root_, count, place, ReportTree.leaf(word), proof);
    }

    function test_GoldenVectors() external view {
        string memory json = vm.readFile("test/vectors/report-tree.json");
        uint256 i = 0;
        for (; vm.keyExistsJson(json, entry("reports", i, "")); ++i) {
            bytes32[] memory words = vm.parseJsonBytes32Array(json, entry("reports", i, ".words"));
            bytes32 root_ = vm.parseJsonBytes32(json, entry("reports", i, ".root"));
            require(this.root(vm.parseJsonBytes(json, entry("reports", i, ".units"))) == root_, "root");
            for (uint32 place = 0; place < words.length; ++place) {
                string memory path = string.concat(entry("reports", i, ".proofs["), vm.toString(place), "]");
                bytes32[] memory proof = vm.parseJsonBytes32Array(json, path);
                require(this.contains(root_, uint32(words.length), place, words[place], proof), "proof");
                bytes32 other = words[place] ^ bytes32(uint256(1));
                require(!this.contains(root_, uint32(words.length), place, other, proof), "another word");
            }
        }
        require(i == 4, "all reports");
    }

    /// The root as it is defined: a full tree whose missing leaves are zero.
    function testFuzz_MissingLeavesAreZero(uint8 words, bytes32 seed) external view {
        uint256 count = (uint256(words) % 40) + 1;
        uint256 width = 1;
        while (width < count) width *= 2;
        bytes32[] memory nodes = new bytes32[](width);
        bytes memory bitmap;
        for (uint256 i = 0; i < count; ++i) {
            bytes32 word = keccak256(abi.encode(seed, i));
            bitmap = abi.encodePacked(bitmap, word);
            nodes[i] = keccak256(abi.encode(word));
        }
        for (; width > 1; width /= 2) {
            for (uint256 i = 0; i < width; i += 2) nodes[i / 2] = keccak256(abi.encode(nodes[i], nodes[i + 1]));
        }
        require(this.root(bitmap) == nodes[0], "root");
    }
}
