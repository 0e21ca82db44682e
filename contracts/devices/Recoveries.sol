// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRecoveries} from "../interfaces/devices/IRecoveries.sol";
import {IOrganizations} from "../interfaces/IOrganizations.sol";
import {DeviceId, OrgId} from "../types/Ids.sol";
import {Basis, Flag, OrgKind, Permission, RecoveryState, TitleCause} from "../types/Kinds.sol";
import {Record} from "../types/Record.sol";
import {Claims} from "./Claims.sol";

/// @title Recoveries, documented on `IRecoveries`
abstract contract Recoveries is Claims, IRecoveries {
    bytes32 private constant RECOVERY_TYPEHASH = keccak256(
        "Recovery(uint256 deviceId,address claimant,uint16 epoch,uint256 deadline)"
    );
    bytes32 private constant VETO_TYPEHASH = keccak256(
        "VetoRecovery(uint256 deviceId,uint16 epoch,uint256 nonce,uint256 deadline)"
    );

    IOrganizations public immutable organizations;

    mapping(DeviceId deviceId => Recovery attempt) private _recoveries;

    // ---- claimants ----

    /// @inheritdoc IRecoveries
    function startRecovery(Claim calldata claim_) external {
        DeviceId deviceId = claim_.deviceId;
        Record record = _claimed(deviceId);
        _checkCode(claim_, deviceId, _recoveryDigest(deviceId, claim_.owner, record.epoch(), claim_.deadline));

        _startRecovery(deviceId, record, claim_.owner, Basis.Code);
    }

    /// @inheritdoc IRecoveries
    function startRecoveryByDevice(
        DeviceId deviceId,
        address claimant,
        uint256 deadline,
        DeviceProof calldata proof
    ) external {
        Record record = _claimed(deviceId);
        require(block.timestamp <= deadline, DevicesClaimExpired(deadline));
        _checkDevice(deviceId, _recoveryDigest(deviceId, claimant, record.epoch(), deadline), proof);

        _startRecovery(deviceId, record, claimant, Basis.Device);
    }

    /// @inheritdoc IRecoveries
    function completeRecovery(DeviceId deviceId) external {
        Record record = _records[deviceId];
        Recovery memory attempt = _presentRecovery(deviceId, record.epoch());
        bool running = attempt.state == RecoveryState.Pending || attempt.state == RecoveryState.Awarded;
        require(running, DevicesNoRecovery(deviceId, attempt.state));
        require(block.timestamp >= attempt.readyAt, DevicesRecoveryNotReady(deviceId, attempt.readyAt));

        delete _recoveries[deviceId];
        bool awarded = attempt.state == RecoveryState.Awarded;
        _moveTitle(deviceId, record, attempt.claimant, awarded ? TitleCause.Award : TitleCause.Recovery);
    }

    // ---- owners ----

    /// @inheritdoc IRecoveries
    function vetoRecovery(DeviceId deviceId, Signed calldata signed) external {
        Record record = _byOwner(deviceId, VETO_TYPEHASH, "", signed);
        Recovery memory attempt = _presentRecovery(deviceId, record.epoch());
        require(attempt.state == RecoveryState.Pending, DevicesNoRecovery(deviceId, attempt.state));

        _setRecovery(deviceId, record, attempt, RecoveryState.Vetoed);

        emit RecoveryVetoed(deviceId, record.owner(), attempt.claimant);
    }

    // ---- makers ----

    /// @inheritdoc IRecoveries
    function awardTitle(DeviceId deviceId, string calldata reason) external {
        organizations.authorizeKind(_makerOf(deviceId), msg.sender, Permission.TITLES, OrgKind.Manufacturer);
        Record record = _records[deviceId];
        Recovery memory attempt = _presentRecovery(deviceId, record.epoch());
        require(attempt.state == RecoveryState.Vetoed, DevicesNoRecovery(deviceId, attempt.state));

        _setRecovery(deviceId, record, attempt, RecoveryState.Awarded);

        emit TitleAwarded(deviceId, attempt.claimant, msg.sender, attempt.readyAt, reason);
    }

    /// @inheritdoc IRecoveries
    function takeBackAward(DeviceId deviceId, string calldata reason) external {
        organizations.authorize(_makerOf(deviceId), msg.sender, Permission.TITLES);
        Record record = _records[deviceId];
        Recovery memory attempt = _presentRecovery(deviceId, record.epoch());
        require(attempt.state == RecoveryState.Awarded, DevicesNoRecovery(deviceId, attempt.state));

        _setRecovery(deviceId, record, attempt, RecoveryState.Vetoed);

        emit AwardTakenBack(deviceId, msg.sender, reason);
    }

    // ---- reading ----

    /// @inheritdoc IRecoveries
    function recovery(DeviceId deviceId) external view returns (Recovery memory) {
        return _presentRecovery(deviceId, _records[deviceId].epoch());
    }

    // ---- internal ----

    function _makerOf(DeviceId deviceId) internal view returns (OrgId) {
        return batches.batch(deviceId.batch()).modelId.org();
    }

    function _claimed(DeviceId deviceId) internal view returns (Record record) {
        record = _records[deviceId];
        require(record.owner() != address(0), DevicesUnclaimed(DeviceId.unwrap(deviceId)));
    }

    function _startRecovery(DeviceId deviceId, Record record, address claimant, Basis basis) private {
        require(claimant != address(0) && claimant != record.owner(), DevicesInvalidOwner());
        Recovery memory attempt = _presentRecovery(deviceId, record.epoch());
        bool outranked = basis <= attempt.basis || attempt.state == RecoveryState.Awarded;
        require(!outranked, DevicesOutranked(deviceId, attempt.basis));

        (attempt.claimant, attempt.epoch, attempt.basis) = (claimant, record.epoch(), basis);
        bool stolen = record.has(Flag.STOLEN);
        _setRecovery(deviceId, record, attempt, stolen ? RecoveryState.Vetoed : RecoveryState.Pending);

        emit RecoveryStarted(deviceId, record.owner(), claimant, basis, attempt.state, attempt.readyAt);
    }

    /// Moves the attempt to a state, starts or stops its clock, and keeps `CONTESTED` in step.
    function _setRecovery(DeviceId deviceId, Record record, Recovery memory attempt, RecoveryState state) private {
        bool runs = state != RecoveryState.Vetoed;
        attempt.state = state;
        attempt.readyAt = runs ? uint40(block.timestamp + CONTEST_TIME) : 0;
        _recoveries[deviceId] = attempt;
        _records[deviceId] = record.withFlag(Flag.CONTESTED, runs);
    }

    /// One that was started against an earlier title is over.
    function _presentRecovery(DeviceId deviceId, uint16 epoch) private view returns (Recovery memory attempt) {
        attempt = _recoveries[deviceId];
        if (attempt.epoch != epoch) delete attempt;
    }

    function _recoveryDigest(
        DeviceId deviceId,
        address claimant,
        uint16 epoch,
        uint256 deadline
    ) private view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(RECOVERY_TYPEHASH, deviceId, claimant, epoch, deadline)));
    }
}
