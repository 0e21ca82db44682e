// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {IReports} from "../../../contracts/interfaces/IReports.sol";
import {IHandovers} from "../../../contracts/interfaces/devices/IHandovers.sol";
import {IRecoveries} from "../../../contracts/interfaces/devices/IRecoveries.sol";
import {IStatements} from "../../../contracts/interfaces/devices/IStatements.sol";
import {ITitles} from "../../../contracts/interfaces/devices/ITitles.sol";
import {IAnswers} from "../../../contracts/interfaces/recalls/IAnswers.sol";
import {ICases} from "../../../contracts/interfaces/recalls/ICases.sol";
import {console} from "hardhat/console.sol";
import {vm} from "../Vm.sol";
import {Everybody} from "./Register.t.sol";

/// Invariants of a register to which nothing happens are worth nothing. Here everybody acts by the same dice every time,
/// and everything that owners, issuers, makers and repairers can do must have gone through.
contract ReachTest {
    uint256 private constant CALLS = 1500;

    function test_EverybodyGetsSomewhere() external {
        Everybody everybody = new Everybody();
        bytes4[24] memory verbs = [
            everybody.claim.selector,
            everybody.claim.selector,
            everybody.claimByDevice.selector,
            everybody.state.selector,
            everybody.stateFor.selector,
            everybody.prove.selector,
            everybody.swap.selector,
            everybody.swapFor.selector,
            everybody.offer.selector,
            everybody.accept.selector,
            everybody.startRecovery.selector,
            everybody.veto.selector,
            everybody.award.selector,
            everybody.completeRecovery.selector,
            everybody.mark.selector,
            everybody.openRecall.selector,
            everybody.amendRecall.selector,
            everybody.hurryAmendment.selector,
            everybody.endRecall.selector,
            everybody.offerFix.selector,
            everybody.reply.selector,
            everybody.acknowledge.selector,
            everybody.remedy.selector,
            everybody.replay.selector
        ];
        for (uint256 i = 0; i < CALLS; ++i) {
            uint256 dice = uint256(keccak256(abi.encode(i)));
            bytes memory numbers = abi.encode(
                dice >> 224,
                (dice >> 192) % 1000,
                (dice >> 160) % 1000,
                (dice >> 128) % 1000,
                dice % 256
            );
            // solhint-disable-next-line avoid-low-level-calls
            (bool success, bytes memory answer) = address(everybody).call(bytes.concat(verbs[dice % 24], numbers));
            require(success, string(answer));
        }
        (uint256 accepted, uint256 refused, uint256 idle) = everybody.figures();
        console.log("      accepted, refused, idle:", accepted, refused, idle);
        require(accepted > CALLS / 2 && idle * 20 <= CALLS, "most calls do something");
        for (uint256 i = 0; i < 12; ++i) everybody.requireNoFault(i, vm.toString(i));
        everybody.requireOneOwnerEach();
        everybody.requireProofs();
        everybody.requireHistory();
        everybody.requireScope();
        everybody.requireEverythingSeen();
        _requireSeen(everybody);
    }

    function _requireSeen(Everybody everybody) private view {
        bytes32[21] memory topics = [
            IERC721.Transfer.selector,
            ITitles.TitleMoved.selector,
            ITitles.StolenSet.selector,
            ITitles.DeviceRetired.selector,
            IERC4906.BatchMetadataUpdate.selector,
            IStatements.ReleaseStated.selector,
            IReports.PartSwapped.selector,
            IHandovers.HandoverOffered.selector,
            IRecoveries.RecoveryStarted.selector,
            IRecoveries.RecoveryVetoed.selector,
            IRecoveries.TitleAwarded.selector,
            IRecoveries.AwardTakenBack.selector,
            ICases.RecallDrafted.selector,
            ICases.RecallOpened.selector,
            ICases.RecallAmended.selector,
            ICases.RecallClosed.selector,
            ICases.RecallWithdrawn.selector,
            IAnswers.FixOffered.selector,
            IAnswers.MakerReplied.selector,
            IAnswers.RecallAcknowledged.selector,
            IAnswers.RemedyRecorded.selector
        ];
        for (uint256 i = 0; i < topics.length; ++i) {
            require(everybody.count(topics[i]) != 0, vm.toString(i));
        }
    }
}
