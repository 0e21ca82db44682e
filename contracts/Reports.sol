// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {OwnerSigned} from "./abstracts/OwnerSigned.sol";
import {IBatches} from "./interfaces/IBatches.sol";
import {IDevices} from "./interfaces/IDevices.sol";
import {IOrganizations} from "./interfaces/IOrganizations.sol";
import {IReports} from "./interfaces/IReports.sol";
import {ReportTree} from "./libraries/ReportTree.sol";
import {UnitTree} from "./libraries/UnitTree.sol";
import {BatchId, DeviceId, OrgId} from "./types/Ids.sol";
import {Evidence, OrgKind, Permission} from "./types/Kinds.sol";

/// @title Reports, documented on `IReports`
contract Reports is OwnerSigned, IReports {
    bytes32 private constant SWAP_TYPEHASH = keccak256(
        "SwapPart(uint256 deviceId,uint8 position,uint64 batchId,uint16 epoch,uint256 nonce,uint256 deadline)"
    );

    IOrganizations public immutable organizations;
    IBatches public immutable batches;
    IDevices public immutable devices;

    uint32 private _count;
    mapping(uint32 reportId => Report record) private _reports;
    mapping(DeviceId deviceId => mapping(uint8 position => PartSwap swap)) private _swaps;

    constructor(IOrganizations organizations_, IBatches batches_, IDevices devices_) EIP712("Muster Reports", "1") {
        organizations = organizations_;
        batches = batches_;
        devices = devices_;
    }

    // ---- makers' update services ----

    /// @inheritdoc IReports
    function reportReleases(
        BatchId batchId,
        uint32 sequence,
        uint32 first,
        uint32 last,
        bytes calldata units
    ) external returns (uint32 reportId) {
        IBatches.Batch memory batch = batches.batch(batchId);
        organizations.authorizeKind(batch.modelId.org(), msg.sender, Permission.RELEASES, OrgKind.Manufacturer);
        bool inBatch = first <= last && last < batch.size;
        require(sequence != 0 && inBatch && _fits(units, uint256(last) - first + 1), ReportsInvalid(batchId));

        reportId = ++_count;
        _reports[reportId] = Report({
            root: units.length == 0 ? bytes32(0) : ReportTree.root(units),
            batchId: batchId,
            release: sequence,
            first: first,
            last: last,
            reportedAt: uint32((block.timestamp >> 8) << 8),
            revoked: false
        });

        emit ReleasesReported(reportId, batchId, msg.sender, sequence, first, last, units);
    }

    /// @inheritdoc IReports
    function revokeReport(uint32 reportId, string calldata reason) external {
        Report storage record = _reports[reportId];
        BatchId batchId = record.batchId;
        require(BatchId.unwrap(batchId) != 0 && !record.revoked, ReportsUnknown(reportId));
        organizations.authorize(batches.batch(batchId).modelId.org(), msg.sender, Permission.RELEASES);

        record.revoked = true;

        emit ReportRevoked(reportId, batchId, msg.sender, reason);
    }

    // ---- owners and repairers ----

    /// @inheritdoc IReports
    function swapPart(DeviceId deviceId, uint8 position, BatchId batchId, Signed calldata signed) external {
        IDevices.Device memory unit = devices.device(deviceId);
        bytes memory terms = abi.encode(position, batchId);
        _authorizeOwner(deviceId, unit.owner, unit.epoch, SWAP_TYPEHASH, terms, signed);

        _swap(deviceId, unit.epoch, position, PartSwap({batchId: batchId, evidence: Evidence.Owner}), unit.owner);
    }

    /// @inheritdoc IReports
    function swapPartFor(DeviceId deviceId, uint8 position, BatchId batchId, OrgId orgId) external {
        OrgId maker = batches.batch(deviceId.batch()).modelId.org();
        Evidence evidence = organizations.evidenceOf(orgId, msg.sender, maker);
        uint16 epoch = devices.device(deviceId).epoch;
        require(epoch != 0, ReportsUnclaimed(deviceId));

        _swap(deviceId, epoch, position, PartSwap({batchId: batchId, evidence: evidence}), msg.sender);
    }

    // ---- reading ----

    /// @inheritdoc IReports
    function report(uint32 reportId) external view returns (Report memory) {
        return _reports[reportId];
    }

    /// @inheritdoc IReports
    function reportedRelease(
        uint32 reportId,
        DeviceId deviceId,
        bytes32 word,
        bytes32[] calldata proof
    ) external view returns (uint32) {
        Report memory record = _reports[reportId];
        uint32 index = deviceId.index();
        bool about = record.batchId == deviceId.batch() && record.first <= index && index <= record.last;
        if (!about || record.revoked || record.reportedAt <= devices.device(deviceId).stated) return 0;
        if (record.root == 0) return record.release;

        uint32 place = index - record.first;
        uint32 words = (record.last - record.first) / 256 + 1;
        bool contained = UnitTree.contains(record.root, words, place / 256, ReportTree.leaf(word), proof);
        bool listed = (uint256(word) >> (255 - (place % 256))) & 1 == 1;
        return contained && listed ? record.release : 0;
    }

    /// @inheritdoc IReports
    function partSwap(DeviceId deviceId, uint8 position) external view returns (PartSwap memory) {
        return _swaps[deviceId][position];
    }

    // ---- internal ----

    function _swap(DeviceId deviceId, uint16 epoch, uint8 position, PartSwap memory swap, address author) private {
        IBatches.Part memory part = batches.part(deviceId.batch(), position);
        bool contained = part.first <= deviceId.index() && deviceId.index() <= part.last;
        require(BatchId.unwrap(part.batchId) != 0 && contained, ReportsNoSuchPart(deviceId, position));
        bool known = BatchId.unwrap(swap.batchId) == 0 || batches.batch(swap.batchId).size != 0;
        require(known, ReportsInvalidPart(swap.batchId));

        _swaps[deviceId][position] = swap;

        emit PartSwapped(deviceId, author, epoch, position, swap.batchId, swap.evidence);
    }

    /// Whether the bitmap has a bit for each of `count` units and no other bit is set.
    function _fits(bytes calldata units, uint256 count) private pure returns (bool) {
        if (units.length == 0) return true;
        if (units.length != ((count + 255) / 256) * 32) return false;
        uint256 lastWord = uint256(bytes32(units[units.length - 32:]));
        uint256 beyond = units.length * 8 - count;
        return lastWord & ((1 << beyond) - 1) == 0;
    }
}
