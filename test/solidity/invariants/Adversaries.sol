// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IOwnerSigned} from "../../../contracts/interfaces/IOwnerSigned.sol";
import {IClaims} from "../../../contracts/interfaces/devices/IClaims.sol";
import {IHandovers} from "../../../contracts/interfaces/devices/IHandovers.sol";
import {IStatements} from "../../../contracts/interfaces/devices/IStatements.sol";
import {ITitles} from "../../../contracts/interfaces/devices/ITitles.sol";
import {IAnswers} from "../../../contracts/interfaces/recalls/IAnswers.sol";
import {ICases} from "../../../contracts/interfaces/recalls/ICases.sol";
import {DeviceId, RecallId} from "../../../contracts/types/Ids.sol";
import {Permission, Remedy, Severity} from "../../../contracts/types/Kinds.sol";
import {vm} from "../Vm.sol";
import {Makers} from "./Makers.sol";

/// Those who try what they may not. Nothing of it may go through.
abstract contract Adversaries is Makers {
    bytes4 private constant SAFE_TRANSFER = bytes4(keccak256("safeTransferFrom(address,address,uint256)"));

    // ---- thieves ----

    /// Holds the codes of all boxes but that of the unit it is after.
    function stealByCode(uint256 n, uint256 box, uint256 how, uint256 pause) external later(pause) {
        uint256 number = n % UNITS;
        uint256 other = (number + 1 + (box % (UNITS - 1))) % UNITS;
        IClaims.Claim memory claim_ =
            how % 3 == 0
                ? _claimBy(number, _codeKey(other), number, thief) // another box's code for this leaf
                : _claimBy(number, _codeKey(other), other, thief); // another box's leaf and code
        if (how % 3 == 2) {
            claim_ = _claimBy(n % 4, _codeKey(other), n % 4, thief);
            claim_.signature = ""; // recovers to address zero, which parts have for a key
        }
        _expect(2, false, thief, address(devices), abi.encodeCall(IClaims.claim, (claim_)));
    }

    /// Holds the right code of a unit that has an owner, whose leaked range was frozen, or that is a part.
    function claimAgain(uint256 n, uint256 pause) external later(pause) {
        uint256 number = n % UNITS;
        if (number >= 4 && units[number].owner == address(0)) number = 4 + FROZEN;
        IClaims.Claim memory claim_ = _claimBy(number, _codeKey(number), number, thief);
        _expect(2, false, thief, address(devices), abi.encodeCall(IClaims.claim, (claim_)));
    }

    /// Whoever sold it, and whoever never had it, without a word of the owner.
    function actForOwner(uint256 n, uint256 who, uint256 what, uint256 pause) external later(pause) {
        uint256 number = _seek(n, owners[n % OWNERS]);
        address stranger = owners[who % OWNERS];
        if (stranger == units[number].owner) stranger = thief;
        DeviceId id = DeviceId.wrap(_id(number));
        IOwnerSigned.Signed memory words;
        if (what % 4 == 0) words = _forged(number, stranger);
        bytes memory data =
            what % 3 == 0
                ? abi.encodeCall(IStatements.stateRelease, (id, 1, words))
                : what % 3 == 1
                    ? abi.encodeCall(IHandovers.offerHandover, (id, thief, uint48(block.timestamp + 1), words))
                    : abi.encodeCall(IERC721.transferFrom, (units[number].owner, thief, _id(number)));
        _expect(1, false, stranger, address(devices), data);
    }

    /// Found an offer's link, and puts its own name on what the owner's recipient was sent.
    function stealHandover(uint256 n, uint256 to, uint256 pause) external later(pause) {
        uint256 number = n % UNITS;
        for (uint256 i = 0; i < UNITS && pending[number].offerKey == 0; ++i) number = (number + 1) % UNITS;
        address recipient = owners[to % OWNERS];
        bytes memory signature = _handoverSignature(pending[number].offerKey, number, recipient);
        IOwnerSigned.Signed memory none;
        bytes memory data = abi.encodeCall(
            IHandovers.acceptHandover,
            (DeviceId.wrap(_id(number)), thief, signature, none)
        );
        _expect(8, false, thief, address(devices), data);
    }

    /// Tries the doors of a token that this is not, and those between the contracts.
    function tryDoors(uint256 n, uint256 door, uint256 pause) external later(pause) {
        uint256 number = _seek(n, owners[n % OWNERS]);
        bytes memory data = abi.encodeCall(ITitles.bindRecalls, (thief));
        if (door % 5 == 1) data = abi.encodeCall(ITitles.announce, (0, type(uint256).max));
        if (door % 5 == 2) data = abi.encodeCall(IERC721.approve, (thief, _id(number)));
        if (door % 5 == 3) data = abi.encodeCall(IERC721.setApprovalForAll, (thief, true));
        if (door % 5 == 4) data = abi.encodeWithSelector(SAFE_TRANSFER, units[number].owner, thief, _id(number));
        // What the owner itself may not do, a thief may not either.
        _expect(1, false, n % 2 == 0 ? thief : owners[n % OWNERS], address(devices), data);
    }

    // ---- replayers ----

    /// Sends again what worked once: here, or to the same code elsewhere.
    function replay(uint256 which, uint256 elsewhere, uint256 pause) external later(pause) {
        if (recorded.length == 0) {
            ++idle;
            return;
        }
        Recorded memory old = recorded[which % recorded.length];
        address to =
            elsewhere % 2 == 0
                ? old.to
                : old.to == address(devices)
                    ? address(otherDevices)
                    : old.to == address(reports)
                        ? address(otherReports)
                        : address(otherRecalls);
        _expect(8, false, thief, to, old.data);
    }

    // ---- rogue operators ----

    /// One key of an issuer, alone: the drafter, the releaser, or one with every right.
    function soloRecall(uint256 issuer, uint256 who, uint256 a, uint256 b, uint256 pause) external later(pause) {
        ICases.Opening memory opening = _opening(issuer, a, b);
        _solo(_bodyOf(opening.issuer), who, abi.encodeCall(ICases.open, (opening)));
    }

    function soloAmendment(uint256 a, uint256 who, uint256 b, uint256 pause) external later(pause) {
        if (cases.length == 0) return _openFor(a, b);
        uint256 recallId = _seekOpen(a);
        bytes memory data = abi.encodeCall(ICases.amend, (_amendment(recallId, b, Severity.Low)));
        _solo(_bodyOf(cases[recallId - 1].issuer), who, data);
    }

    function soloEnd(uint256 a, uint256 who, uint256 close, uint256 pause) external later(pause) {
        if (cases.length == 0) return _openFor(a, who);
        uint256 recallId = _seekOpen(a);
        _solo(_bodyOf(cases[recallId - 1].issuer), who, _ending(recallId, close % 2 == 0));
    }

    /// Both keys of a maker over another maker's products.
    function foreignRecall(uint256 a, uint256 b, uint256 pause) external later(pause) {
        ICases.Opening memory opening = _opening(1, a, b);
        opening.scope[0] = _component(a % 2 == 0 ? BOARDS : KITS);
        _twoKeys(brand, 4, false, abi.encodeCall(ICases.open, (opening)), 1 days);
    }

    /// A suspended repairer, and a repairer who signs for a body that is not its own.
    function falseRemedy(uint256 a, uint256 n, uint256 own_, uint256 pause) external later(pause) {
        bool own = own_ % 2 == 0;
        if (cases.length == 0) return _openFor(a, n);
        uint256 recallId = _seekOpen(a);
        (uint256 number, uint256 by) = _seekAffected(recallId, n, 0, true);
        bytes memory data = abi.encodeCall(
            IAnswers.recordRemedy,
            (
                RecallId.wrap(uint32(recallId)),
                DeviceId.wrap(_id(number)),
                _path(by),
                Remedy.Destroyed,
                own ? suspendedRepairer.id : brand.id
            )
        );
        _expect(9, false, own ? suspendedRepairer.releaser : repairer.releaser, address(recalls), data);
    }

    // ---- internal ----

    function _solo(Body memory body, uint256 who, bytes memory data) private {
        bytes memory draft = abi.encodeCall(ICases.draft, (body.id, keccak256(data)));
        address key =
            who % 3 == 0
                ? body.drafter
                : who % 3 == 1
                    ? body.releaser
                    : body.allRights;
        if (who % 3 != 1) {
            _expect(0, _may(body.id, key, Permission.RECALL_DRAFT), key, address(recalls), draft);
        }
        vm.warp(block.timestamp + (who % 2) * 1 days);
        _expect(0, false, key, address(recalls), data);
    }

    /// The stranger signs as if it were the owner.
    function _forged(uint256 number, address stranger) private view returns (IOwnerSigned.Signed memory words) {
        bytes32 typeHash = keccak256(
            "StateRelease(uint256 deviceId,uint32 release,uint16 epoch,uint256 nonce,uint256 deadline)"
        );
        words.deadline = block.timestamp + YEARS;
        uint256 nonce = devices.nonces(units[number].owner);
        bytes memory terms = abi.encode(typeHash, _id(number), 1, units[number].epoch, nonce, words.deadline);
        words.signature = _sign(keyOf[stranger], address(devices), "Muster Devices", keccak256(terms));
    }
}
