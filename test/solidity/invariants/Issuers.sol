// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IOwnerSigned} from "../../../contracts/interfaces/IOwnerSigned.sol";
import {IAnswers} from "../../../contracts/interfaces/recalls/IAnswers.sol";
import {ICases} from "../../../contracts/interfaces/recalls/ICases.sol";
import {IScopes} from "../../../contracts/interfaces/recalls/IScopes.sol";
import {DeviceId, ModelId, OrgId, RecallId} from "../../../contracts/types/Ids.sol";
import {
    Evidence,
    Measure,
    OrgKind,
    Permission,
    Remedy,
    Reply,
    ScopeKind,
    Severity
} from "../../../contracts/types/Kinds.sol";
import {vm} from "../Vm.sol";
import {Movers} from "./Movers.sol";

/// Recalls by two keys, and what makers, owners and repairers answer.
abstract contract Issuers is Movers {
    uint256 internal constant MAX_CASES = 8;
    /// Below the register's own limit, so that a version always fits.
    uint256 private constant MAX_ITEMS = 40;

    /// Makes every notice and reason another, so that no draft is there twice.
    uint256 internal turn;

    struct Best {
        Evidence evidence;
        uint16 epoch;
    }

    mapping(uint256 recallId => mapping(uint256 number => Best remedy)) internal remedies;
    mapping(uint256 recallId => mapping(ModelId modelId => uint32 fix)) internal fixes;

    // ---- handlers ----

    function openRecall(uint256 issuer, uint256 a, uint256 b, uint256 pause) external later(pause) {
        if (cases.length >= MAX_CASES) return _amend(a, b, Severity.Critical, 0);
        ICases.Opening memory opening = _opening(issuer, a, b);
        _twoKeys(_bodyOf(opening.issuer), 4, true, abi.encodeCall(ICases.open, (opening)), 0);
    }

    function amendRecall(uint256 a, uint256 b, uint256 severity, uint256 pause) external later(pause) {
        _amend(a, b, Severity(1 + (severity % 4)), 1 days);
    }

    /// Without waiting: only what makes a recall larger goes through.
    function hurryAmendment(uint256 a, uint256 b, uint256 severity, uint256 wait, uint256 pause) external later(pause) {
        _amend(a, b, Severity(1 + (severity % 4)), wait % 1 days);
    }

    function endRecall(uint256 a, uint256 close, uint256 wait, uint256 pause) external later(pause) {
        if (cases.length < 3) return _openFor(a, wait);
        uint256 recallId = _seekOpen(a);
        bytes memory data = _ending(recallId, close % 2 == 0);
        bool patient = wait % 4 != 0;
        bool allowed = _isOpen(recallId) && patient;
        _twoKeys(_bodyOf(cases[recallId - 1].issuer), 4, allowed, data, patient ? 1 days : wait % 1 days);
    }

    function offerFix(uint256 a, uint32 sequence, uint256 cameras_, uint256 who, uint256 pause) external later(pause) {
        bool cameras = cameras_ % 2 == 0;
        if (cases.length == 0) return _openFor(a, sequence);
        uint256 recallId = _seekOpen(a);
        ModelId modelId = cameras ? camera : kit;
        sequence = 1 + (sequence % (saidOf[modelId].latest + 1)); // the last is not published
        (address key, bool may) = _officer(cameras ? brand : kitMaker, Permission.RELEASES, false, who);
        bool allowed = may && _isOpen(recallId) && isCurrent[modelId][sequence] && sequence > fixes[recallId][modelId];
        if (allowed) fixes[recallId][modelId] = sequence;
        bytes memory data = abi.encodeCall(IAnswers.offerFix, (RecallId.wrap(uint32(recallId)), modelId, sequence));
        _expect(3, allowed, key, address(recalls), data);
    }

    function reply(uint256 a, uint256 n, uint256 way, uint256 who, uint256 pause) external later(pause) {
        if (cases.length == 0) return _openFor(a, n);
        uint256 recallId = _seekOpen(a);
        (uint256 number, uint256 by) = _seekAffected(recallId, n, way, false);
        (address key, bool may) = _officer(_makerOf(number), Permission.RECALL_RELEASE, false, who);
        bool allowed = may && _isOpen(recallId) && _affected(recallId, number, by);
        bytes memory data = abi.encodeCall(
            IAnswers.replyAsMaker,
            (RecallId.wrap(uint32(recallId)), DeviceId.wrap(_id(number)), _path(by), Reply.Affected, keccak256("why"))
        );
        _expect(4, allowed, key, address(recalls), data);
    }

    function acknowledge(uint256 a, uint256 n, uint256 way, uint256 signed, uint256 pause) external later(pause) {
        if (cases.length == 0) return _openFor(a, n);
        uint256 recallId = _seekOpen(a);
        (uint256 number, uint256 by) = _seekAffected(recallId, n, way, true);
        bytes32 typeHash = keccak256(
            "Acknowledge(uint256 deviceId,uint32 recallId,uint16 epoch,uint256 nonce,uint256 deadline)"
        );
        (address sender, IOwnerSigned.Signed memory words) = _speakOn(
            signed % 2 == 0,
            number,
            typeHash,
            abi.encode(recallId)
        );
        bool owned = units[number].owner != address(0);
        bool allowed = _isOpen(recallId) && owned && _affected(recallId, number, by);
        bytes memory data = abi.encodeCall(
            IAnswers.acknowledge,
            (RecallId.wrap(uint32(recallId)), DeviceId.wrap(_id(number)), _path(by), words)
        );
        _expectBy(4, allowed, sender, address(recalls), data, words);
    }

    function remedy(uint256 a, uint256 n, uint256 who, uint256 signed, uint256 pause) external later(pause) {
        if (cases.length == 0) return _openFor(a, n);
        uint256 recallId = _seekOpen(a);
        (uint256 number, uint256 by) = _seekAffected(recallId, n, who, true);
        if (who % 2 == 0) return _stateRemedy(recallId, number, by, signed % 2 == 0);
        (OrgId org, address key, Evidence evidence) = _fixer(number, who / 2);
        bool allowed = evidence != Evidence.None && _mayRecord(recallId, number, by, evidence);
        bytes memory data = abi.encodeCall(
            IAnswers.recordRemedy,
            (RecallId.wrap(uint32(recallId)), DeviceId.wrap(_id(number)), _path(by), Remedy.Returned, org)
        );
        _expect(9, allowed, key, address(recalls), data);
        if (allowed) remedies[recallId][number] = Best({evidence: evidence, epoch: units[number].epoch});
    }

    /// The drafter has second thoughts, or the other key would like it to.
    function discard(uint256 issuer, uint256 a, uint256 who, uint256 pause) external later(pause) {
        ICases.Opening memory opening = _opening(issuer, a, who);
        Body memory body = _bodyOf(opening.issuer);
        bytes memory data = abi.encodeCall(ICases.open, (opening));
        bool drafted = _draft(body, data);
        bool own = who % 4 != 0;
        bytes memory discarding = abi.encodeCall(ICases.discardDraft, (body.id, keccak256(data)));
        _expect(0, drafted && own, own ? body.drafter : body.releaser, address(recalls), discarding);
        _expect(0, drafted && !own && _mayRelease(body), body.releaser, address(recalls), data);
    }

    // ---- the two keys ----

    function _twoKeys(Body memory body, uint256 invariant, bool allowed, bytes memory data, uint256 wait) internal {
        bool drafted = _draft(body, data);
        vm.warp(block.timestamp + wait);
        _expect(invariant, allowed && drafted && _mayRelease(body), body.releaser, address(recalls), data);
    }

    function _draft(Body memory body, bytes memory data) private returns (bool may) {
        may = _may(body.id, body.drafter, Permission.RECALL_DRAFT);
        bytes memory draft = abi.encodeCall(ICases.draft, (body.id, keccak256(data)));
        _expect(0, may, body.drafter, address(recalls), draft);
    }

    /// A suspended maker may warn of its products, a suspended regulator of nobody's.
    function _mayRelease(Body memory body) private view returns (bool) {
        bool standing = _standing(body.id).kind == OrgKind.Regulator;
        return _may(body.id, body.releaser, Permission.RECALL_RELEASE, standing);
    }

    function _openFor(uint256 a, uint256 b) internal {
        ICases.Opening memory opening = _opening(a, a, b);
        _twoKeys(_bodyOf(opening.issuer), 4, true, abi.encodeCall(ICases.open, (opening)), 0);
    }

    function _amend(uint256 a, uint256 b, Severity severity, uint256 wait) private {
        if (cases.length == 0) return _openFor(a, b);
        uint256 recallId = _seekOpen(a);
        ICases.Amendment memory amendment = _amendment(recallId, b, severity);
        bool smaller = severity < cases[recallId - 1].severity || amendment.added[0].excluded;
        bool allowed = _isOpen(recallId) && (!smaller || wait >= 1 days);
        bytes memory data = abi.encodeCall(ICases.amend, (amendment));
        _twoKeys(_bodyOf(cases[recallId - 1].issuer), 4, allowed, data, wait);
    }

    // ---- contents ----

    function _opening(uint256 issuer, uint256 a, uint256 b) internal returns (ICases.Opening memory opening) {
        OrgId id =
            issuer % 4 == 0
                ? boardMaker.id
                : issuer % 4 == 1
                    ? brand.id
                    : regulator.id;
        opening = ICases.Opening({
            issuer: id,
            measure: Measure.Recall,
            severity: Severity.Critical,
            minEvidence: Evidence(1 + (b % 4)),
            notice: bytes32(++turn),
            scope: new IScopes.ScopeItem[](1 + (a % 3)),
            fixes: new ICases.Fix[](0)
        });
        for (uint256 i = 0; i < opening.scope.length; ++i) {
            opening.scope[i] = _item(id, uint256(keccak256(abi.encode(a, b, i))), i != 0);
        }
    }

    function _amendment(uint256 recallId, uint256 b, Severity severity) internal returns (ICases.Amendment memory) {
        IScopes.ScopeItem[] memory added = new IScopes.ScopeItem[](1);
        added[0] = _item(cases[recallId - 1].issuer, b, true);
        return
            ICases.Amendment({
                recallId: RecallId.wrap(uint32(recallId)),
                version: uint16(cases[recallId - 1].notices.length + 1),
                measure: Measure.SafetyWarning,
                severity: severity,
                notice: bytes32(++turn),
                added: added,
                reason: "more is known"
            });
    }

    function _ending(uint256 recallId, bool close) internal returns (bytes memory) {
        RecallId id = RecallId.wrap(uint32(recallId));
        string memory reason = vm.toString(++turn);
        return close ? abi.encodeCall(ICases.close, (id, reason)) : abi.encodeCall(ICases.withdraw, (id, reason));
    }

    /// Any valid item over products that the issuer may name.
    function _item(OrgId issuer, uint256 dice, bool mayExclude) private view returns (IScopes.ScopeItem memory item) {
        if (issuer == boardMaker.id) return _component(BOARDS);
        bool cameras = issuer == brand.id || dice % 2 == 0;
        item.excluded = mayExclude && (dice >> 8) % 4 == 0;
        item.kind = ScopeKind(1 + ((dice >> 16) % 5));
        if (item.kind == ScopeKind.Component && !item.excluded)
            return _component(issuer == brand.id ? CAMERAS : uint64(1 + ((dice >> 24) % 3)));
        if (item.kind == ScopeKind.Component) item.kind = ScopeKind.Batch;
        item.subject = ModelId.unwrap(cameras ? camera : kit);
        uint32 low = uint32((dice >> 32) % 8);
        uint32 high = low + uint32((dice >> 40) % (8 - low));
        if (item.kind == ScopeKind.Batch) {
            item.subject = cameras ? CAMERAS : KITS;
            (item.first, item.last) = cameras ? (low, high) : (low / 2, high / 2);
        } else if (item.kind == ScopeKind.Made) {
            (item.first, item.last) = (low * 500, high * 500);
        } else if (item.kind == ScopeKind.Shipped) {
            (item.first, item.last) = (low + 1, high + 1);
        }
    }

    function _component(uint64 batchId) internal pure returns (IScopes.ScopeItem memory) {
        return IScopes.ScopeItem({kind: ScopeKind.Component, excluded: false, subject: batchId, first: 0, last: 0});
    }

    function _bodyOf(OrgId id) internal view returns (Body memory) {
        return
            id == brand.id
                ? brand
                : id == boardMaker.id
                    ? boardMaker
                    : regulator;
    }

    // ---- the model ----

    /// An open case with room for another item, if there is one.
    function _seekOpen(uint256 a) internal view returns (uint256) {
        for (uint256 i = 0; i < cases.length; ++i) {
            uint256 recallId = 1 + (((a % cases.length) + i) % cases.length);
            if (_isOpen(recallId) && itemsOf[recallId].length < MAX_ITEMS) return recallId;
        }
        return 1 + (a % cases.length);
    }

    /// A unit and a way by which it is affected, if there is one.
    function _seekAffected(
        uint256 recallId,
        uint256 n,
        uint256 way,
        bool owned
    ) internal view returns (uint256, uint256) {
        for (uint256 i = 0; i < 4 * UNITS; ++i) {
            (uint256 number, uint256 by) = (((n % UNITS) + i) % UNITS, ((way % 4) + i / UNITS) % 4);
            bool fits = !owned || units[number].owner != address(0);
            if (fits && _affected(recallId, number, by)) return (number, by);
        }
        return (n % UNITS, way % 4);
    }

    function _mayRecord(uint256 recallId, uint256 number, uint256 by, Evidence evidence) private view returns (bool) {
        Best memory best = remedies[recallId][number];
        bool weaker = best.epoch == units[number].epoch && best.evidence > evidence;
        return _isOpen(recallId) && _affected(recallId, number, by) && !weaker;
    }

    function _stateRemedy(uint256 recallId, uint256 number, uint256 by, bool signed) private {
        bytes32 typeHash = keccak256(
            "StateRemedy(uint256 deviceId,uint32 recallId,uint8 remedy,uint16 epoch,uint256 nonce,uint256 deadline)"
        );
        bytes memory terms = abi.encode(recallId, Remedy.Refunded);
        (address sender, IOwnerSigned.Signed memory words) = _speakOn(signed, number, typeHash, terms);
        bool allowed = units[number].owner != address(0) && _mayRecord(recallId, number, by, Evidence.Owner);
        bytes memory data = abi.encodeCall(
            IAnswers.stateRemedy,
            (RecallId.wrap(uint32(recallId)), DeviceId.wrap(_id(number)), _path(by), Remedy.Refunded, words)
        );
        _expectBy(9, allowed, sender, address(recalls), data, words);
        if (allowed) remedies[recallId][number] = Best({evidence: Evidence.Owner, epoch: units[number].epoch});
    }

    function _speakOn(
        bool signed,
        uint256 number,
        bytes32 typeHash,
        bytes memory terms
    ) private view returns (address, IOwnerSigned.Signed memory) {
        return _speakTo(address(recalls), "Muster Recalls", signed, number, typeHash, terms);
    }
}
