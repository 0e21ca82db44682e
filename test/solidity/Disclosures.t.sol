// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Disclosures} from "../../contracts/Disclosures.sol";
import {ICatalog} from "../../contracts/interfaces/ICatalog.sol";
import {IDisclosures} from "../../contracts/interfaces/IDisclosures.sol";
import {IOrganizations} from "../../contracts/interfaces/IOrganizations.sol";
import {DisclosureId, ModelId} from "../../contracts/types/Ids.sol";
import {DisclosureKind} from "../../contracts/types/Kinds.sol";
import {vm} from "./Vm.sol";

/// Stands for a catalog in which every model exists and has declared often.
contract AnyCatalog {
    fallback() external {
        // A declaration of version 65,535; of a model only that it does not revert.
        assembly ("memory-safe") {
            mstore(0, 1)
            mstore(32, 1)
            mstore(64, 1)
            mstore(96, 0xffff)
            mstore(128, 1)
            return(0, 160)
        }
    }
}

/// Filing and revealing, whatever is found and whoever tries.
contract DisclosuresTest {
    Disclosures private disclosures;
    address private constant RESEARCHER = address(0xE11);

    function setUp() external {
        vm.warp(1_000_000);
        disclosures = new Disclosures(IOrganizations(address(1)), ICatalog(address(new AnyCatalog())));
    }

    function testFuzz_WhatWasFiledIsRevealedOnceByItsResearcherAlone(
        ModelId modelId,
        bool breach,
        uint16 declaration,
        bytes20 subject,
        bytes32 digest,
        bytes32 salt,
        address other,
        uint32 wait
    ) external {
        vm.assume(other != RESEARCHER && digest != 0 && (!breach || declaration != 0));
        IDisclosures.Finding memory finding = IDisclosures.Finding({
            modelId: modelId,
            kind: breach ? DisclosureKind.Breach : DisclosureKind.Vulnerability,
            declaration: breach ? declaration : 0,
            subject: string(abi.encodePacked(subject)),
            digest: digest,
            salt: salt
        });
        bytes32 commitment = keccak256(abi.encode(block.chainid, address(disclosures), RESEARCHER, finding));
        vm.prank(RESEARCHER);
        disclosures.file(commitment);
        vm.prank(other); // a copy of the filing helps nobody
        disclosures.file(commitment);

        vm.warp(1_000_000 + uint256(wait));
        require(!_reveals(other, finding), "another");
        require(_reveals(RESEARCHER, finding) == (wait >= 1 hours), "the researcher");
        vm.warp(block.timestamp + 1 hours);
        require(_reveals(RESEARCHER, finding) == (wait < 1 hours), "again");
        require(disclosures.disclosure(DisclosureId.wrap(1)).filedAt == 1_000_000, "since when");
    }

    function testFuzz_NothingElseThanWhatWasFiledIsRevealed(uint256 dice, bytes32 digest, bytes32 salt) external {
        vm.assume(digest != 0);
        IDisclosures.Finding memory finding = IDisclosures.Finding({
            modelId: ModelId.wrap(7),
            kind: DisclosureKind.Breach,
            declaration: 3,
            subject: "5.1-1",
            digest: digest,
            salt: salt
        });
        vm.prank(RESEARCHER);
        disclosures.file(keccak256(abi.encode(block.chainid, address(disclosures), RESEARCHER, finding)));
        vm.warp(block.timestamp + 1 hours);
        uint256 what = dice % 5;
        bytes32 other = keccak256(abi.encode(dice));
        if (what == 0) finding.modelId = ModelId.wrap(8);
        else if (what == 1) finding.declaration = uint16(4 + ((dice >> 8) % 100));
        else if (what == 2) finding.subject = "5.1-2";
        else if (what == 3) finding.digest = other;
        else finding.salt = other;
        require(!_reveals(RESEARCHER, finding), "changed");
    }

    function _reveals(address sender, IDisclosures.Finding memory finding) private returns (bool revealed) {
        vm.prank(sender);
        (revealed, ) = address(disclosures).call(abi.encodeCall(IDisclosures.reveal, (finding)));
    }
}
