// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {IHandovers} from "../interfaces/devices/IHandovers.sol";
import {DeviceId} from "../types/Ids.sol";
import {Flag, TitleCause} from "../types/Kinds.sol";
import {Record} from "../types/Record.sol";
import {Titles} from "./Titles.sol";

/// @title Handovers, documented on `IHandovers`
abstract contract Handovers is Titles, IHandovers {
    bytes32 private constant OFFER_TYPEHASH = keccak256(
        "OfferHandover(uint256 deviceId,address key,uint48 until,uint16 epoch,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant TAKE_BACK_TYPEHASH = keccak256(
        "TakeBackHandover(uint256 deviceId,uint16 epoch,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant ACCEPT_TYPEHASH = keccak256(
        "AcceptHandover(uint256 deviceId,address recipient,uint16 epoch,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant HANDOVER_TYPEHASH = keccak256("Handover(uint256 deviceId,address recipient,uint16 epoch)");

    mapping(DeviceId deviceId => Offer made) private _offers;

    /// @inheritdoc IHandovers
    function offerHandover(DeviceId deviceId, address key, uint48 until, Signed calldata signed) external {
        Record record = _byOwner(deviceId, OFFER_TYPEHASH, abi.encode(key, until), signed);
        _checkTransferable(deviceId, record);
        require(key != address(0) && until > block.timestamp, DevicesInvalidOffer());

        _offers[deviceId] = Offer({key: key, epoch: record.epoch(), until: until});

        emit HandoverOffered(deviceId, record.owner(), key, until);
    }

    /// @inheritdoc IHandovers
    function takeBackHandover(DeviceId deviceId, Signed calldata signed) external {
        Record record = _byOwner(deviceId, TAKE_BACK_TYPEHASH, "", signed);
        require(_offers[deviceId].epoch == record.epoch(), DevicesNoOffer(deviceId));

        delete _offers[deviceId];

        emit HandoverTakenBack(deviceId, record.owner());
    }

    /// @inheritdoc IHandovers
    function acceptHandover(
        DeviceId deviceId,
        address recipient,
        bytes calldata keySignature,
        Signed calldata signed
    ) external {
        Record record = _records[deviceId];
        Offer memory made = _offers[deviceId];
        bool inForce = made.epoch == record.epoch() && block.timestamp <= made.until;
        require(inForce, DevicesNoOffer(deviceId));
        _checkTransferable(deviceId, record);
        bytes32 terms = keccak256(abi.encode(HANDOVER_TYPEHASH, deviceId, recipient, record.epoch()));
        require(
            recipient == made.key || _recover(_hashTypedDataV4(terms), keySignature) == made.key,
            DevicesWrongHandoverKey(deviceId)
        );
        _authorizeOwner(deviceId, recipient, record.epoch(), ACCEPT_TYPEHASH, abi.encode(recipient), signed);

        delete _offers[deviceId];
        _moveTitle(deviceId, record, recipient, TitleCause.Handover);
    }

    /// @inheritdoc IHandovers
    function offer(DeviceId deviceId) external view returns (Offer memory made) {
        made = _offers[deviceId];
        if (made.epoch != _records[deviceId].epoch() || made.until < block.timestamp) delete made;
    }

    function _checkTransferable(DeviceId deviceId, Record record) private view {
        bool bound = record.has(Flag.STOLEN | Flag.RETIRED | Flag.CONTESTED) || _isProvisional(record);
        require(!bound, DevicesNotTransferable(deviceId, record.flags()));
    }

    /// @return signer Zero when the signature is none.
    function _recover(bytes32 digest, bytes calldata signature) private pure returns (address signer) {
        (signer, , ) = ECDSA.tryRecoverCalldata(digest, signature);
    }
}
