// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IReports} from "../../../contracts/interfaces/IReports.sol";
import {IStatements} from "../../../contracts/interfaces/devices/IStatements.sol";
import {ITitles} from "../../../contracts/interfaces/devices/ITitles.sol";
import {ICases} from "../../../contracts/interfaces/recalls/ICases.sol";
import {IScopes} from "../../../contracts/interfaces/recalls/IScopes.sol";
import {ModelId, OrgId} from "../../../contracts/types/Ids.sol";
import {Evidence, Measure, RecallState, ScopeKind, Severity} from "../../../contracts/types/Kinds.sol";
import {Log, vm} from "../Vm.sol";
import {World} from "./World.sol";

/// Who watches from outside. What the register should say is rebuilt here from its events alone, as anyone could, and
/// in the plainest way: units are bits of a number. What a handler tries is predicted by this, never by asking the
/// register. Faults are counted by the invariant that they break.
abstract contract Judge is World {
    struct Unit {
        address owner;
        uint16 epoch;
        uint32 release;
        Evidence evidence;
        uint256 stated; // time / 256
        uint64 swappedIn; // batch of the part that was put in place 0
        Evidence swapped;
    }

    struct Case {
        OrgId issuer;
        RecallState state;
        Severity severity;
        Evidence minEvidence;
        bytes32[] notices; // one for each version
        uint256 named; // by the unit's own batch or model, or as the component itself
        uint256 excluded;
        uint256 oneStep; // by the path 00
        uint256 twoSteps; // by the path 0000
        uint256 components; // batches, by their bit
    }

    /// I0 stands for the rule that every recall takes two keys.
    uint256[14] internal faults;
    bool internal over;
    /// Beside the numbered ones: nobody acts for a body but the keys that it appointed.
    uint256 internal constant OFFICE = 13;
    uint256 internal accepted;
    uint256 internal refused;
    uint256 internal idle;
    mapping(bytes32 topic => uint256 count) internal seen;
    mapping(bytes4 verb => uint256 count) internal acceptedOf;
    mapping(bytes4 verb => uint256 count) internal refusedOf;
    Unit[UNITS] internal units;
    Case[] internal cases;
    mapping(uint256 recallId => IScopes.ScopeItem[] items) internal itemsOf;

    // ---- acting under watch ----

    /// Sends a call. Where the model allows it, it must go through; where not, going through is a fault.
    function _expect(uint256 invariant, bool allowed, address sender, address to, bytes memory data) internal {
        vm.recordLogs();
        vm.prank(sender);
        // solhint-disable-next-line avoid-low-level-calls
        (bool success, bytes memory answer) = to.call(data);
        Log[] memory logs = vm.getRecordedLogs();
        if (allowed && !success) {
            assembly ("memory-safe") {
                revert(add(answer, 32), mload(answer))
            }
        }
        if (!allowed && success) _fault(invariant);
        if (!success) {
            ++refused;
            ++refusedOf[bytes4(data)];
            return;
        }
        ++accepted;
        ++acceptedOf[bytes4(data)];
        if (logs.length == 0) _fault(11);
        for (uint256 i = 0; i < logs.length; ++i) if (!_isElsewhere(logs[i].emitter)) _judge(logs[i]);
    }

    function _isElsewhere(address emitter) private view returns (bool) {
        return emitter == address(otherDevices) || emitter == address(otherReports) || emitter == address(otherRecalls);
    }

    /// From here on the register is no longer what the model takes it for. Nobody acts any more, so that what broke one
    /// invariant does not break the others.
    function _fault(uint256 invariant) internal {
        ++faults[invariant];
        over = true;
    }

    // ---- what the events say ----

    function _judge(Log memory log) internal virtual {
        bytes32 topic = log.topics[0];
        ++seen[topic];
        if (topic == IERC721.Transfer.selector) _judgeTransfer(log);
        else if (topic == ITitles.TitleMoved.selector) _judgeMove(log);
        else if (topic == IStatements.ReleaseStated.selector) _judgeStatement(log);
        else if (topic == IReports.PartSwapped.selector) _judgeSwap(log);
        else if (topic == ICases.RecallOpened.selector) _judgeOpening(log);
        else if (topic == ICases.RecallAmended.selector) _judgeAmendment(log);
        else if (topic == ICases.RecallClosed.selector) _judgeEnd(log, RecallState.Closed);
        else if (topic == ICases.RecallWithdrawn.selector) _judgeEnd(log, RecallState.Withdrawn);
    }

    function _judgeTransfer(Log memory log) private {
        Unit storage unit = units[_numberOf(uint256(log.topics[3]))];
        address from = address(uint160(uint256(log.topics[1])));
        if (unit.owner != from) _fault(1);
        unit.owner = address(uint160(uint256(log.topics[2])));
        ++unit.epoch;
    }

    function _judgeMove(Log memory log) private {
        (uint16 epoch, ) = abi.decode(log.data, (uint16, uint8));
        if (units[_numberOf(uint256(log.topics[1]))].epoch != epoch) _fault(9);
    }

    function _judgeStatement(Log memory log) private {
        Unit storage unit = units[_numberOf(uint256(log.topics[1]))];
        (uint16 epoch, uint32 release, Evidence evidence) = abi.decode(log.data, (uint16, uint32, Evidence));
        bool backwards = release == unit.release && evidence < unit.evidence;
        if (epoch != unit.epoch || backwards) _fault(9);
        (unit.release, unit.evidence, unit.stated) = (release, evidence, block.timestamp / 256);
    }

    function _judgeSwap(Log memory log) private {
        (uint16 epoch, , uint64 batchId, Evidence evidence) = abi.decode(log.data, (uint16, uint8, uint64, Evidence));
        Unit storage unit = units[_numberOf(uint256(log.topics[1]))];
        if (epoch != unit.epoch) _fault(9);
        (unit.swappedIn, unit.swapped) = (batchId, evidence);
    }

    function _judgeOpening(Log memory log) private {
        (
            uint16 version,
            ,
            Severity severity,
            Evidence minEvidence,
            bytes32 notice,
            IScopes.ScopeItem[] memory scope
        ) = abi.decode(log.data, (uint16, Measure, Severity, Evidence, bytes32, IScopes.ScopeItem[]));
        Case storage added = cases.push();
        if (uint256(log.topics[1]) != cases.length || version != 1) _fault(3);
        (added.issuer, added.state) = (OrgId.wrap(uint32(uint256(log.topics[2]))), RecallState.Open);
        (added.severity, added.minEvidence) = (severity, minEvidence);
        added.notices.push(notice);
        _note(cases.length, scope);
    }

    function _judgeAmendment(Log memory log) private {
        (uint16 version, , Severity severity, bytes32 notice, IScopes.ScopeItem[] memory added, ) = abi.decode(
            log.data,
            (uint16, Measure, Severity, bytes32, IScopes.ScopeItem[], string)
        );
        Case storage record = cases[uint256(log.topics[1]) - 1];
        record.notices.push(notice);
        if (version != record.notices.length || record.state != RecallState.Open) _fault(3);
        record.severity = severity;
        _note(uint256(log.topics[1]), added);
    }

    function _judgeEnd(Log memory log, RecallState state) private {
        Case storage record = cases[uint256(log.topics[1]) - 1];
        if (record.state != RecallState.Open) _fault(3);
        record.state = state;
    }

    // ---- what a scope means ----

    function _note(uint256 recallId, IScopes.ScopeItem[] memory added) private {
        Case storage record = cases[recallId - 1];
        for (uint256 i = 0; i < added.length; ++i) {
            itemsOf[recallId].push(added[i]);
            uint256 bits = _bitsOf(added[i]);
            if (added[i].excluded) record.excluded |= bits;
            else record.named |= bits;
            if (added[i].kind != ScopeKind.Component) continue;
            record.components |= 1 << added[i].subject;
            // Boards are in cameras 2..5, and so in kits 1..2; cameras are in kits 1..2.
            if (added[i].subject == BOARDS) record.oneStep |= _bits(CAMERAS, 2, 5);
            if (added[i].subject == BOARDS) record.twoSteps |= _bits(KITS, 1, 2);
            if (added[i].subject == CAMERAS) record.oneStep |= _bits(KITS, 1, 2);
        }
    }

    function _bitsOf(IScopes.ScopeItem memory item) private view returns (uint256) {
        if (item.kind == ScopeKind.Batch) return _bits(uint64(item.subject), item.first, item.last);
        if (item.kind == ScopeKind.Component) return _bits(uint64(item.subject), 0, _sizeOf(uint64(item.subject)) - 1);
        bool cameras = item.subject == ModelId.unwrap(camera);
        uint256 all = cameras ? _bits(CAMERAS, 0, 7) : _bits(KITS, 0, 3);
        if (item.kind == ScopeKind.Model) return all;
        // Cameras were made from 1000 to 2000 and shipped with release 2, kits from 3000 to 4000 without one.
        (uint256 from, uint256 to) = cameras ? (1000, 2000) : (3000, 4000);
        if (item.kind == ScopeKind.Made) return item.last < from || to < item.first ? 0 : all;
        return cameras && item.first <= 2 && 2 <= item.last ? all : 0;
    }

    function _bits(uint64 batchId, uint256 first, uint256 last) internal pure returns (uint256 bits) {
        for (uint256 index = first; index <= last; ++index) bits |= 1 << _numberOf((uint256(batchId) << 32) | index);
    }

    /// The four ways by which a unit can be affected here: by itself, by one or two steps, by a part put in later.
    function _path(uint256 way) internal pure returns (bytes memory) {
        if (way == 0) return "";
        if (way == 1) return hex"00";
        return way == 2 ? bytes(hex"0000") : bytes(hex"80");
    }

    function _affected(uint256 recallId, uint256 number, uint256 way) internal view returns (bool) {
        Case storage record = cases[recallId - 1];
        if ((record.excluded >> number) & 1 == 1) return false;
        uint64 part = units[number].swappedIn;
        if (way == 3) return part != 0 && (record.components >> part) & 1 == 1;
        return
            ((
                way == 0
                    ? record.named
                    : way == 1
                        ? record.oneStep
                        : record.twoSteps
            ) >> number) &
                1 ==
            1;
    }

    function _isOpen(uint256 recallId) internal view returns (bool) {
        return recallId != 0 && cases[recallId - 1].state == RecallState.Open;
    }
}
