// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {OwnerSigned} from "./abstracts/OwnerSigned.sol";
import {IBatches} from "./interfaces/IBatches.sol";
import {ICatalog} from "./interfaces/ICatalog.sol";
import {IDevices} from "./interfaces/IDevices.sol";
import {IOrganizations} from "./interfaces/IOrganizations.sol";
import {IRecalls} from "./interfaces/IRecalls.sol";
import {IReports} from "./interfaces/IReports.sol";
import {IAnswers} from "./interfaces/recalls/IAnswers.sol";
import {Cases} from "./recalls/Cases.sol";
import {DeviceId, ModelId, OrgId, RecallId} from "./types/Ids.sol";
import {Evidence, Permission, Remedy, Reply} from "./types/Kinds.sol";

/// @title Recalls, documented on `IRecalls`
/// @notice Scopes and cases are in contracts/recalls/; here is what makers, owners and repairers answer.
contract Recalls is IRecalls, Cases, OwnerSigned {
    bytes32 private constant ACKNOWLEDGE_TYPEHASH = keccak256(
        "Acknowledge(uint256 deviceId,uint32 recallId,uint16 epoch,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant REMEDY_TYPEHASH = keccak256(
        "StateRemedy(uint256 deviceId,uint32 recallId,uint8 remedy,uint16 epoch,uint256 nonce,uint256 deadline)"
    );

    mapping(RecallId recallId => mapping(ModelId modelId => uint32 sequence)) private _fixes;
    mapping(RecallId recallId => mapping(OrgId maker => MakerReply said)) private _replies;
    mapping(RecallId recallId => mapping(DeviceId deviceId => RecordedRemedy record)) private _remedies;

    constructor(
        IOrganizations organizations_,
        ICatalog catalog_,
        IBatches batches_,
        IDevices devices_,
        IReports reports_
    ) EIP712("Muster Recalls", "1") {
        organizations = organizations_;
        catalog = catalog_;
        batches = batches_;
        devices = devices_;
        reports = reports_;
    }

    // ---- makers of what is affected ----

    /// @inheritdoc IAnswers
    function offerFix(RecallId recallId, ModelId modelId, uint32 sequence) external {
        _open(recallId);
        organizations.authorize(modelId.org(), msg.sender, Permission.RELEASES);

        _offerFix(recallId, modelId, sequence);
    }

    /// @inheritdoc IAnswers
    function replyAsMaker(
        RecallId recallId,
        DeviceId deviceId,
        bytes calldata path,
        Reply reply,
        bytes32 document
    ) external {
        _open(recallId);
        OrgId maker = _makerOf(deviceId);
        organizations.authorize(maker, msg.sender, Permission.RECALL_RELEASE);
        require(reply != Reply.None, RecallsInvalidReply());
        _checkAffected(recallId, deviceId, path);

        _replies[recallId][maker] = MakerReply({reply: reply, repliedAt: uint32(block.timestamp), document: document});

        emit MakerReplied(recallId, maker, msg.sender, reply, document);
    }

    // ---- owners ----

    /// @inheritdoc IAnswers
    function acknowledge(RecallId recallId, DeviceId deviceId, bytes calldata path, Signed calldata signed) external {
        _open(recallId);
        IDevices.Device memory unit = devices.device(deviceId);
        _authorizeOwner(deviceId, unit.owner, unit.epoch, ACKNOWLEDGE_TYPEHASH, abi.encode(recallId), signed);
        _checkAffected(recallId, deviceId, path);

        emit RecallAcknowledged(recallId, deviceId, unit.owner, unit.epoch);
    }

    /// @inheritdoc IAnswers
    function stateRemedy(
        RecallId recallId,
        DeviceId deviceId,
        bytes calldata path,
        Remedy remedy,
        Signed calldata signed
    ) external {
        IDevices.Device memory unit = devices.device(deviceId);
        _authorizeOwner(deviceId, unit.owner, unit.epoch, REMEDY_TYPEHASH, abi.encode(recallId, remedy), signed);
        _checkAffected(recallId, deviceId, path);

        RecordedRemedy memory record = RecordedRemedy({remedy: remedy, evidence: Evidence.Owner, epoch: unit.epoch});
        _recordRemedy(recallId, deviceId, record, unit.owner);
    }

    // ---- repairers ----

    /// @inheritdoc IAnswers
    function recordRemedy(
        RecallId recallId,
        DeviceId deviceId,
        bytes calldata path,
        Remedy remedy,
        OrgId orgId
    ) external {
        Evidence evidence = organizations.evidenceOf(orgId, msg.sender, _makerOf(deviceId));
        _checkAffected(recallId, deviceId, path);

        uint16 epoch = devices.device(deviceId).epoch;
        RecordedRemedy memory record = RecordedRemedy({remedy: remedy, evidence: evidence, epoch: epoch});
        _recordRemedy(recallId, deviceId, record, msg.sender);
    }

    // ---- reading ----

    /// @inheritdoc IAnswers
    function fixOf(RecallId recallId, ModelId modelId) external view returns (uint32) {
        return _fixes[recallId][modelId];
    }

    /// @inheritdoc IAnswers
    function replyOf(RecallId recallId, OrgId maker) external view returns (MakerReply memory) {
        return _replies[recallId][maker];
    }

    /// @inheritdoc IAnswers
    function remedyOf(RecallId recallId, DeviceId deviceId) external view returns (RecordedRemedy memory) {
        return _remedies[recallId][deviceId];
    }

    /// @inheritdoc IAnswers
    function remedied(RecallId recallId, DeviceId deviceId, Witness calldata witness) external view returns (bool) {
        Evidence minimum = _known(recallId).minEvidence;
        IDevices.Device memory unit = devices.device(deviceId);
        RecordedRemedy memory other = _remedies[recallId][deviceId];
        // Where no remedy is on record, its evidence is none, and no recall is content with that.
        bool recorded = other.epoch == unit.epoch && other.evidence >= minimum;
        return
            recorded ||
            _isSwappedOut(recallId, deviceId, witness.path, minimum) ||
            (unit.evidence >= minimum && _isFixed(recallId, deviceId, unit.release)) ||
            (Evidence.Maker >= minimum && _isFixed(recallId, deviceId, _reported(deviceId, witness)));
    }

    // ---- internal ----

    function _offerFix(RecallId recallId, ModelId modelId, uint32 sequence) internal override {
        require(catalog.isCurrent(modelId, sequence), RecallsUnknownRelease(modelId, sequence));
        uint32 current = _fixes[recallId][modelId];
        require(sequence > current, RecallsFixExists(recallId, modelId, current));

        _fixes[recallId][modelId] = sequence;

        emit FixOffered(recallId, modelId, sequence);
    }

    function _recordRemedy(RecallId recallId, DeviceId deviceId, RecordedRemedy memory record, address author) private {
        _open(recallId);
        require(record.remedy != Remedy.None, RecallsInvalidRemedy());
        RecordedRemedy memory current = _remedies[recallId][deviceId];
        bool weaker = current.epoch == record.epoch && current.evidence > record.evidence;
        require(!weaker, RecallsWeakerEvidence(deviceId, current.evidence));

        _remedies[recallId][deviceId] = record;

        emit RemedyRecorded(recallId, deviceId, author, record.epoch, record.remedy, record.evidence);
    }

    function _checkAffected(RecallId recallId, DeviceId deviceId, bytes calldata path) private view {
        require(affects(recallId, deviceId, path), RecallsNotAffected(recallId, deviceId));
    }

    function _makerOf(DeviceId deviceId) private view returns (OrgId) {
        return batches.batch(deviceId.batch()).modelId.org();
    }

    /// Of what was swapped in nothing can be swapped out: no part has so high a number.
    function _isSwappedOut(
        RecallId recallId,
        DeviceId deviceId,
        bytes calldata path,
        Evidence minimum
    ) private view returns (bool) {
        if (path.length == 0) return false;
        bool swapped = reports.partSwap(deviceId, uint8(path[0])).evidence >= minimum;
        return swapped && affects(recallId, deviceId, path);
    }

    function _isFixed(RecallId recallId, DeviceId deviceId, uint32 release) private view returns (bool) {
        ModelId modelId = batches.batch(deviceId.batch()).modelId;
        uint32 fix = _fixes[recallId][modelId];
        return fix != 0 && release >= fix && catalog.isCurrent(modelId, release);
    }

    function _reported(DeviceId deviceId, Witness calldata witness) private view returns (uint32) {
        return reports.reportedRelease(witness.reportId, deviceId, witness.word, witness.proof);
    }
}
