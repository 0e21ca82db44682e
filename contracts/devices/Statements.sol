// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IStatements} from "../interfaces/devices/IStatements.sol";
import {DeviceId, OrgId} from "../types/Ids.sol";
import {Evidence} from "../types/Kinds.sol";
import {Record} from "../types/Record.sol";
import {Recoveries} from "./Recoveries.sol";

/// @title Statements, documented on `IStatements`
abstract contract Statements is Recoveries, IStatements {
    /// How far ahead the deadline of a device's signature may be, which is how old the proof can get.
    uint256 public constant PROOF_LIFE = 1 days;

    bytes32 private constant STATE_TYPEHASH = keccak256(
        "StateRelease(uint256 deviceId,uint32 release,uint16 epoch,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant DEVICE_STATEMENT_TYPEHASH = keccak256(
        "DeviceStatement(uint256 deviceId,uint32 release,uint16 epoch,uint32 stated,uint256 deadline)"
    );

    /// @inheritdoc IStatements
    function stateRelease(DeviceId deviceId, uint32 sequence, Signed calldata signed) external {
        Record record = _byOwner(deviceId, STATE_TYPEHASH, abi.encode(sequence), signed);

        _state(deviceId, record, sequence, Evidence.Owner, record.owner());
    }

    /// @inheritdoc IStatements
    function stateReleaseFor(DeviceId deviceId, uint32 sequence, OrgId orgId) external {
        Record record = _claimed(deviceId);
        Evidence evidence = organizations.evidenceOf(orgId, msg.sender, _makerOf(deviceId));

        _state(deviceId, record, sequence, evidence, msg.sender);
    }

    /// @inheritdoc IStatements
    function proveRelease(DeviceId deviceId, uint32 sequence, uint256 deadline, DeviceProof calldata proof) external {
        Record record = _claimed(deviceId);
        bool fresh = block.timestamp <= deadline && deadline <= block.timestamp + PROOF_LIFE;
        require(fresh, DevicesProofExpired(deadline));
        // What was signed names the last statement's time. If this one had the same, the signature would serve twice.
        require(block.timestamp >> 8 > record.stated(), DevicesStatedTooSoon(deviceId));
        uint32 stated = uint32(record.stated()) << 8;
        bytes32 terms = keccak256(
            abi.encode(DEVICE_STATEMENT_TYPEHASH, deviceId, sequence, record.epoch(), stated, deadline)
        );
        _checkDevice(deviceId, _hashTypedDataV4(terms), proof);

        _state(deviceId, record, sequence, Evidence.Device, msg.sender);
    }

    function _state(DeviceId deviceId, Record record, uint32 sequence, Evidence evidence, address author) private {
        require(sequence != 0, DevicesInvalidRelease());
        bool weaker = sequence == record.release() && evidence < record.evidence();
        require(!weaker, DevicesWeakerEvidence(deviceId, record.evidence()));

        _records[deviceId] = record.withStatement(sequence, uint24(block.timestamp >> 8), evidence);

        emit ReleaseStated(deviceId, author, record.epoch(), sequence, evidence);
    }
}
