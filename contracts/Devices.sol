// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IBatches} from "./interfaces/IBatches.sol";
import {IDevices} from "./interfaces/IDevices.sol";
import {IERC5192} from "./interfaces/IERC5192.sol";
import {UnitTree} from "./libraries/UnitTree.sol";
import {DeviceId} from "./types/Ids.sol";
import {Evidence} from "./types/Kinds.sol";

/// @title Titles and statements, documented on `IDevices`
contract Devices is IDevices, IERC721, IERC5192, EIP712 {
    bytes32 private constant CLAIM_TYPEHASH = keccak256("Claim(uint256 deviceId,address owner,uint256 deadline)");

    IBatches public immutable batches;

    mapping(DeviceId deviceId => Device record) private _devices;
    mapping(address owner => uint256 titles) private _balances;

    constructor(IBatches batches_) EIP712("Muster Devices", "1") {
        batches = batches_;
    }

    // ---- owners ----

    /// @inheritdoc IDevices
    function claim(Claim calldata claim_) external {
        DeviceId deviceId = claim_.deviceId;
        address owner = claim_.owner;
        Device storage record = _devices[deviceId];
        require(block.timestamp <= claim_.deadline, DevicesClaimExpired(claim_.deadline));
        require(owner != address(0), DevicesInvalidOwner());
        require(record.owner == address(0), DevicesTitleTaken(deviceId));
        _checkClaimCode(claim_, deviceId, owner);

        record.owner = owner;
        record.epoch = 1;
        record.since = uint32(block.timestamp);
        ++_balances[owner];

        emit Transfer(address(0), owner, DeviceId.unwrap(deviceId));
        emit DeviceClaimed(deviceId, owner, 1);
    }

    /// @inheritdoc IDevices
    function stateRelease(DeviceId deviceId, uint32 sequence) external {
        Device storage record = _devices[deviceId];
        require(record.owner == msg.sender, DevicesNotOwner(deviceId, msg.sender));
        require(sequence != 0, DevicesInvalidRelease());

        record.release = sequence;
        record.evidence = Evidence.Owner;

        emit ReleaseStated(deviceId, msg.sender, record.epoch, sequence, Evidence.Owner);
    }

    // ---- reading ----

    /// @inheritdoc IDevices
    function device(DeviceId deviceId) external view returns (Device memory) {
        return _devices[deviceId];
    }

    /// @inheritdoc IDevices
    function claimDigest(DeviceId deviceId, address owner, uint256 deadline) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(CLAIM_TYPEHASH, deviceId, owner, deadline)));
    }

    // ---- titles as ERC-721, locked ----

    /// @inheritdoc IERC721
    function balanceOf(address owner) external view returns (uint256) {
        require(owner != address(0), DevicesInvalidOwner());
        return _balances[owner];
    }

    /// @inheritdoc IERC721
    function ownerOf(uint256 tokenId) external view returns (address) {
        return _ownerOf(tokenId);
    }

    /// @inheritdoc IERC5192
    function locked(uint256 tokenId) external view returns (bool) {
        return _ownerOf(tokenId) != address(0);
    }

    /// @inheritdoc IERC721
    function getApproved(uint256 tokenId) external view returns (address) {
        _ownerOf(tokenId);
        return address(0);
    }

    /// @inheritdoc IERC721
    function isApprovedForAll(address, address) external pure returns (bool) {
        return false;
    }

    /// @inheritdoc IERC721
    function transferFrom(address, address, uint256) external pure {
        revert DevicesTitleLocked();
    }

    /// @inheritdoc IERC721
    function safeTransferFrom(address, address, uint256) external pure {
        revert DevicesTitleLocked();
    }

    /// @inheritdoc IERC721
    function safeTransferFrom(address, address, uint256, bytes calldata) external pure {
        revert DevicesTitleLocked();
    }

    /// @inheritdoc IERC721
    function approve(address, uint256) external pure {
        revert DevicesTitleLocked();
    }

    /// @inheritdoc IERC721
    function setApprovalForAll(address, bool) external pure {
        revert DevicesTitleLocked();
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return
            interfaceId == type(IERC165).interfaceId ||
            interfaceId == type(IERC721).interfaceId ||
            interfaceId == type(IERC5192).interfaceId;
    }

    // ---- internal ----

    function _checkClaimCode(Claim calldata claim_, DeviceId deviceId, address owner) private view {
        (bytes32 root, uint32 size, bool frozen) = batches.unit(deviceId);
        require(!frozen, DevicesUnitFrozen(deviceId));

        bytes32 digest = claimDigest(deviceId, owner, claim_.deadline);
        (address claimKey, ECDSA.RecoverError failure, ) = ECDSA.tryRecoverCalldata(digest, claim_.signature);
        bytes32 leaf = UnitTree.leaf(claimKey, claim_.deviceSignerHash, claim_.serialTag);
        bytes32[] calldata proof = claim_.proof;
        require(
            failure == ECDSA.RecoverError.NoError &&
                UnitTree.isDepth(proof.length, size) &&
                UnitTree.rootFrom(leaf, deviceId.index(), proof) == root,
            DevicesWrongClaimCode(deviceId)
        );
    }

    function _ownerOf(uint256 tokenId) private view returns (address owner) {
        // A number beyond the id's width names no unit; without this check it would alias another's.
        owner = tokenId > type(uint96).max ? address(0) : _devices[DeviceId.wrap(uint96(tokenId))].owner;
        require(owner != address(0), DevicesUnclaimed(tokenId));
    }
}
