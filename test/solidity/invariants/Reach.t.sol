// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IBatches} from "../../../contracts/interfaces/IBatches.sol";
import {ICatalog} from "../../../contracts/interfaces/ICatalog.sol";
import {IOrganizations} from "../../../contracts/interfaces/IOrganizations.sol";
import {IReports} from "../../../contracts/interfaces/IReports.sol";
import {IClaims} from "../../../contracts/interfaces/devices/IClaims.sol";
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
/// and every function that writes must have gone through and have been refused, each more than once.
contract ReachTest {
    /// Several registers, for a unit is claimed but once.
    uint256 private constant REGISTERS = 4;
    uint256 private constant CALLS = 1000;

    Everybody private _everybody;
    mapping(bytes4 verb => uint256 count) private _accepted;
    mapping(bytes4 verb => uint256 count) private _refused;
    /// Of keys without the right, by what is wrong with them.
    uint256[4] private _attempts;
    bool private _seldom;

    function test_EverybodyGetsSomewhere() external {
        for (uint256 register = 0; register < REGISTERS; ++register) {
            _everybody = new Everybody();
            _play(register);
            _requireInvariants();
            _count(_titles());
            _count(_others());
            _count(_doors());
        }
        _requireBothWays(_titles());
        _requireBothWays(_others());
        _requireShut(_doors());
        console.log("      stranger's, unpermitted:", _attempts[0], _attempts[1]);
        console.log("      another body's, suspended body's:", _attempts[2], _attempts[3]);
        for (uint256 wrong = 0; wrong < 4; ++wrong) _seldom = _seldom || _attempts[wrong] < 10;
        require(!_seldom, "too seldom");
    }

    function _play(uint256 register) private {
        bytes4[] memory handlers = _handlers();
        for (uint256 i = 0; i < CALLS; ++i) {
            uint256 dice = uint256(keccak256(abi.encode(register, i)));
            bytes memory numbers = abi.encode(
                dice >> 224,
                (dice >> 192) % 1000,
                (dice >> 160) % 1000,
                (dice >> 128) % 1000,
                dice % 256
            );
            // solhint-disable-next-line avoid-low-level-calls
            (bool success, bytes memory answer) = address(_everybody).call(
                bytes.concat(handlers[dice % handlers.length], numbers)
            );
            require(success, string(answer));
        }
        (uint256 accepted, uint256 refused, uint256 idle) = _everybody.figures();
        console.log("      accepted, refused, idle:", accepted, refused, idle);
        require(accepted > CALLS / 3 && idle * 20 <= CALLS, "most calls do something");
        for (uint256 wrong = 0; wrong < 4; ++wrong) _attempts[wrong] += _everybody.attempts(wrong);
        require(_everybody.count(IERC4906.BatchMetadataUpdate.selector) != 0, "recalls are announced");
    }

    function _requireInvariants() private view {
        for (uint256 i = 0; i < 14; ++i) _everybody.requireNoFault(i, vm.toString(i));
        _everybody.requireOneOwnerEach();
        _everybody.requireProofs();
        _everybody.requireHistory();
        _everybody.requireScope();
        _everybody.requireEverythingSeen();
        _everybody.requireRemedies();
        _everybody.requireOffices();
        _everybody.requireCatalog();
    }

    /// Claims come twice: without titles hardly anything can happen.
    function _handlers() private view returns (bytes4[] memory handlers) {
        Everybody e = _everybody;
        bytes memory owners = abi.encodePacked(
            abi.encodePacked(e.claim.selector, e.claim.selector, e.claimByDevice.selector, e.state.selector),
            abi.encodePacked(e.stateFor.selector, e.prove.selector, e.swap.selector, e.swapFor.selector),
            abi.encodePacked(e.offer.selector, e.accept.selector, e.takeBackOffer.selector, e.startRecovery.selector),
            abi.encodePacked(e.veto.selector, e.award.selector, e.completeRecovery.selector, e.mark.selector)
        );
        bytes memory issuers = abi.encodePacked(
            abi.encodePacked(e.openRecall.selector, e.amendRecall.selector, e.hurryAmendment.selector),
            abi.encodePacked(e.endRecall.selector, e.offerFix.selector, e.reply.selector, e.acknowledge.selector),
            abi.encodePacked(e.remedy.selector, e.discard.selector)
        );
        bytes memory makers = abi.encodePacked(
            abi.encodePacked(e.publish.selector, e.revokeRelease.selector, e.extendSupport.selector),
            abi.encodePacked(e.declareSecurity.selector, e.certify.selector, e.revokeCertificate.selector),
            abi.encodePacked(e.freeze.selector, e.postRoot.selector, e.report.selector, e.revokeReport.selector)
        );
        bytes memory governors = abi.encodePacked(
            abi.encodePacked(e.admit.selector, e.suspend.selector, e.replaceAdmin.selector),
            abi.encodePacked(e.setOperator.selector, e.offerAdmin.selector, e.acceptAdmin.selector)
        );
        bytes memory adversaries = abi.encodePacked(
            abi.encodePacked(e.stealByCode.selector, e.claimAgain.selector, e.actForOwner.selector),
            abi.encodePacked(e.stealHandover.selector, e.tryDoors.selector, e.replay.selector),
            abi.encodePacked(e.soloRecall.selector, e.soloAmendment.selector, e.soloEnd.selector),
            abi.encodePacked(e.foreignRecall.selector, e.falseRemedy.selector)
        );
        bytes memory all = bytes.concat(owners, issuers, makers, governors, adversaries);
        handlers = new bytes4[](all.length / 4);
        for (uint256 i = 0; i < handlers.length; ++i) handlers[i] = _at(all, i);
    }

    function _titles() private pure returns (bytes memory all) {
        all = bytes.concat(
            all,
            IClaims.claim.selector,
            IClaims.claimByDevice.selector,
            IStatements.stateRelease.selector
        );
        all = bytes.concat(
            all,
            IStatements.stateReleaseFor.selector,
            IStatements.proveRelease.selector,
            IHandovers.offerHandover.selector
        );
        all = bytes.concat(
            all,
            IHandovers.takeBackHandover.selector,
            IHandovers.acceptHandover.selector,
            IRecoveries.startRecovery.selector
        );
        all = bytes.concat(
            all,
            IRecoveries.startRecoveryByDevice.selector,
            IRecoveries.vetoRecovery.selector,
            IRecoveries.awardTitle.selector
        );
        all = bytes.concat(
            all,
            IRecoveries.takeBackAward.selector,
            IRecoveries.completeRecovery.selector,
            ITitles.setStolen.selector
        );
        all = bytes.concat(all, ITitles.retire.selector, IReports.swapPart.selector, IReports.swapPartFor.selector);
    }

    function _others() private pure returns (bytes memory all) {
        all = bytes.concat(all, ICases.draft.selector, ICases.discardDraft.selector, ICases.open.selector);
        all = bytes.concat(all, ICases.amend.selector, ICases.close.selector, ICases.withdraw.selector);
        all = bytes.concat(
            all,
            IAnswers.offerFix.selector,
            IAnswers.replyAsMaker.selector,
            IAnswers.acknowledge.selector
        );
        all = bytes.concat(
            all,
            IAnswers.stateRemedy.selector,
            IAnswers.recordRemedy.selector,
            IReports.reportReleases.selector
        );
        all = bytes.concat(
            all,
            IReports.revokeReport.selector,
            ICatalog.publishRelease.selector,
            ICatalog.revokeRelease.selector
        );
        all = bytes.concat(
            all,
            ICatalog.extendSupport.selector,
            ICatalog.declareSecurity.selector,
            ICatalog.certify.selector
        );
        all = bytes.concat(
            all,
            ICatalog.revokeCertificate.selector,
            IBatches.freeze.selector,
            IBatches.registerBatch.selector
        );
        all = bytes.concat(
            all,
            IOrganizations.admit.selector,
            IOrganizations.setSuspended.selector,
            IOrganizations.replaceAdmin.selector
        );
        all = bytes.concat(
            all,
            IOrganizations.setOperator.selector,
            IOrganizations.offerAdmin.selector,
            IOrganizations.acceptAdmin.selector
        );
    }

    /// Nobody may pass any of them.
    function _doors() private pure returns (bytes memory all) {
        all = bytes.concat(all, ITitles.bindRecalls.selector, ITitles.announce.selector, IERC721.approve.selector);
        all = bytes.concat(all, IERC721.setApprovalForAll.selector, IERC721.transferFrom.selector);
    }

    function _count(bytes memory verbs) private {
        for (uint256 i = 0; i < verbs.length / 4; ++i) {
            (uint256 accepted, uint256 refused) = _everybody.tried(_at(verbs, i));
            _accepted[_at(verbs, i)] += accepted;
            _refused[_at(verbs, i)] += refused;
        }
    }

    function _requireBothWays(bytes memory verbs) private {
        for (uint256 i = 0; i < verbs.length / 4; ++i) {
            bytes4 verb = _at(verbs, i);
            if (_accepted[verb] > 2 && _refused[verb] > 2) continue;
            console.logBytes4(verb);
            console.log("      accepted, refused:", _accepted[verb], _refused[verb]);
            _seldom = true;
        }
    }

    function _requireShut(bytes memory verbs) private view {
        for (uint256 i = 0; i < verbs.length / 4; ++i) {
            require(_accepted[_at(verbs, i)] == 0 && _refused[_at(verbs, i)] > 2, "a door");
        }
    }

    function _at(bytes memory verbs, uint256 i) private pure returns (bytes4 verb) {
        for (uint256 k = 0; k < 4; ++k) verb |= bytes4(verbs[4 * i + k]) >> (8 * k);
    }
}
