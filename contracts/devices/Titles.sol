// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {OwnerSigned} from "../abstracts/OwnerSigned.sol";
import {ITitles} from "../interfaces/devices/ITitles.sol";
import {IERC5192} from "../interfaces/IERC5192.sol";
import {BatchId, DeviceId} from "../types/Ids.sol";
import {Flag, TitleCause} from "../types/Kinds.sol";
import {Record} from "../types/Record.sol";

/// @title Titles, documented on `ITitles`
abstract contract Titles is OwnerSigned, ITitles {
    /// How long a claim by code stays provisional, and an owner may veto: long enough to come back from holidays.
    uint256 public constant CONTEST_TIME = 14 days;

    bytes4 private constant ERC4906_ID = 0x49064906;
    bytes32 private constant STOLEN_TYPEHASH = keccak256(
        "SetStolen(uint256 deviceId,bool stolen,uint16 epoch,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant RETIRE_TYPEHASH = keccak256(
        "Retire(uint256 deviceId,uint16 epoch,uint256 nonce,uint256 deadline)"
    );

    address private immutable _deployer;
    address private _recalls;
    mapping(DeviceId deviceId => Record record) internal _records;
    mapping(address owner => uint256 titles) private _balances;

    constructor() EIP712("Muster Devices", "1") {
        _deployer = msg.sender;
    }

    // ---- owners ----

    /// @inheritdoc ITitles
    function setStolen(DeviceId deviceId, bool stolen, Signed calldata signed) external {
        Record record = _byOwner(deviceId, STOLEN_TYPEHASH, abi.encode(stolen), signed);

        _records[deviceId] = record.withFlag(Flag.STOLEN, stolen);

        emit StolenSet(deviceId, record.owner(), stolen);
    }

    /// @inheritdoc ITitles
    function retire(DeviceId deviceId, Signed calldata signed) external {
        Record record = _byOwner(deviceId, RETIRE_TYPEHASH, "", signed);
        require(!record.has(Flag.RETIRED), DevicesRetired(deviceId));

        _records[deviceId] = record.withFlag(Flag.RETIRED, true);

        emit DeviceRetired(deviceId, record.owner());
    }

    // ---- recalls ----

    /// @inheritdoc ITitles
    function bindRecalls(address recalls) external {
        require(msg.sender == _deployer && _recalls == address(0), DevicesNotRecalls(msg.sender));

        _recalls = recalls;

        emit RecallsBound(recalls);
    }

    /// @inheritdoc ITitles
    function announce(uint256 fromTokenId, uint256 toTokenId) external {
        require(msg.sender == _recalls, DevicesNotRecalls(msg.sender));

        emit BatchMetadataUpdate(fromTokenId, toTokenId);
    }

    // ---- reading ----

    /// @inheritdoc ITitles
    function device(DeviceId deviceId) external view returns (Device memory) {
        Record record = _records[deviceId];
        uint8 flags = record.flags();
        return
            Device({
                owner: record.owner(),
                epoch: record.epoch(),
                release: record.release(),
                evidence: record.evidence(),
                flags: _isProvisional(record) ? flags : flags & ~Flag.PROVISIONAL,
                since: uint32(uint256(record.since()) * 1 days),
                stated: uint32(record.stated()) << 8
            });
    }

    /// @inheritdoc ITitles
    function contractURI() external pure returns (string memory) {
        return
            'data:application/json,{"name":"Muster","description":"Titles to connected devices. They do not'
            ' trade: they say who is told when a device is recalled."}';
    }

    /// @inheritdoc IERC721Metadata
    function name() external pure returns (string memory) {
        return "Muster";
    }

    /// @inheritdoc IERC721Metadata
    function symbol() external pure returns (string memory) {
        return "MUSTER";
    }

    /// @inheritdoc IERC721Metadata
    function tokenURI(uint256 tokenId) external view returns (string memory) {
        _ownerOf(tokenId);
        DeviceId deviceId = DeviceId.wrap(uint96(tokenId));
        string memory batch = Strings.toString(BatchId.unwrap(deviceId.batch()));
        string memory index = Strings.toString(deviceId.index());
        return string.concat('data:application/json,{"name":"Device ', batch, "-", index, '"}');
    }

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
        _ownerOf(tokenId);
        return true;
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

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return
            interfaceId == type(IERC165).interfaceId ||
            interfaceId == type(IERC721).interfaceId ||
            interfaceId == type(IERC721Metadata).interfaceId ||
            interfaceId == type(IERC5192).interfaceId ||
            interfaceId == ERC4906_ID;
    }

    // ---- what locked titles do not do ----

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

    // ---- internal ----

    /// The record, if its owner sends or has signed the verb.
    function _byOwner(
        DeviceId deviceId,
        bytes32 typeHash,
        bytes memory terms,
        Signed calldata signed
    ) internal returns (Record record) {
        record = _records[deviceId];
        _authorizeOwner(deviceId, record.owner(), record.epoch(), typeHash, terms, signed);
    }

    /// Gives a unit its first owner or its next: the only place where titles begin and move.
    function _giveTitle(DeviceId deviceId, Record record, address owner, uint8 flags) internal {
        require(owner != address(0), DevicesInvalidOwner());
        address from = record.owner();
        _records[deviceId] = record.withOwner(owner, uint16(block.timestamp / 1 days), flags);
        if (from != address(0)) --_balances[from];
        ++_balances[owner];

        emit Transfer(from, owner, DeviceId.unwrap(deviceId));
    }

    /// `_giveTitle`, other than by a claim code.
    function _moveTitle(DeviceId deviceId, Record record, address owner, TitleCause cause) internal {
        _giveTitle(deviceId, record, owner, 0);

        emit TitleMoved(deviceId, record.owner(), owner, record.epoch() + 1, cause);
    }

    /// Days are whole, so the time may be up to a day longer and is never shorter.
    function _isProvisional(Record record) internal view returns (bool) {
        uint256 daysSince = block.timestamp / 1 days - record.since();
        return record.has(Flag.PROVISIONAL) && daysSince <= CONTEST_TIME / 1 days;
    }

    function _ownerOf(uint256 tokenId) private view returns (address owner) {
        // A number beyond the id's width names no unit; without this check it would alias another's.
        owner = tokenId > type(uint96).max ? address(0) : _records[DeviceId.wrap(uint96(tokenId))].owner();
        require(owner != address(0), DevicesUnclaimed(tokenId));
    }
}
