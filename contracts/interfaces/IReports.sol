// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchId, DeviceId, OrgId} from "../types/Ids.sol";
import {Evidence} from "../types/Kinds.sol";
import {IOwnerSigned} from "./IOwnerSigned.sol";

/// @title Reports: what a maker's update service says of many units at once, and which parts were swapped
/// @notice A report lists units of one batch, claimed or not, that run a release, with `Evidence.Maker`. It counts for
/// a unit whose record has no later statement; statements of the same 256 seconds count as later. It only ever adds:
/// that a unit runs an older release than before is stated unit by unit, in `IDevices`.
/// @dev The listed units are a bitmap in the event, so that anyone can count them; storage has the root of its words.
interface IReports is IOwnerSigned {
    struct Report {
        // slot 0
        bytes32 root; // of the bitmap's words; zero: all units first..last
        // slot 1
        BatchId batchId;
        uint32 release; // sequence number
        uint32 first;
        uint32 last; // inclusive
        uint32 reportedAt; // Unix time, rounded down to 256 seconds; 0 when there is no such report
        bool revoked;
    }

    /// What was put in place of a part. One slot.
    struct PartSwap {
        BatchId batchId; // of the new part; 0 when the part was removed
        Evidence evidence; // None when the part was never swapped
    }

    event ReleasesReported(
        uint32 indexed reportId,
        BatchId indexed batchId,
        address indexed author,
        uint32 release,
        uint32 first,
        uint32 last,
        bytes units
    );
    event ReportRevoked(uint32 indexed reportId, BatchId indexed batchId, address indexed author, string reason);
    event PartSwapped(
        DeviceId indexed deviceId,
        address indexed author,
        uint16 epoch,
        uint8 position,
        BatchId batchId,
        Evidence evidence
    );

    error ReportsInvalid(BatchId batchId);
    error ReportsUnknown(uint32 reportId);
    error ReportsNoSuchPart(DeviceId deviceId, uint8 position);
    error ReportsInvalidPart(BatchId batchId);
    error ReportsUnclaimed(DeviceId deviceId);

    /// @notice Reports that units of a batch run a release. Needs `Permission.RELEASES` of its maker in good standing.
    /// @param units Empty: all of first..last. Else one bit for each of them, unit `first` in the highest bit of the
    /// first byte, in whole words of 32 bytes; bits beyond `last` are zero.
    function reportReleases(
        BatchId batchId,
        uint32 sequence,
        uint32 first,
        uint32 last,
        bytes calldata units
    ) external returns (uint32 reportId);

    /// @notice Takes a report back, with a public reason. Needs `Permission.RELEASES` of the batch's maker.
    function revokeReport(uint32 reportId, string calldata reason) external;

    /// @notice The owner's word that the part at `position` of the unit's batch was replaced by one of batch `batchId`,
    /// or removed (0). The last word counts.
    function swapPart(DeviceId deviceId, uint8 position, BatchId batchId, Signed calldata signed) external;

    /// @notice As `swapPart`, by the word of a repairer or of the unit's maker. Needs `Permission.REPAIRS` in `orgId`,
    /// in good standing.
    function swapPartFor(DeviceId deviceId, uint8 position, BatchId batchId, OrgId orgId) external;

    /// @notice The report; all zero when there is none.
    function report(uint32 reportId) external view returns (Report memory);

    /// @notice Release that the report states of a unit; 0 when it says nothing of it, or nothing that still counts.
    /// @param word The word of the bitmap in which the unit's bit is. Not looked at when the report is of a range.
    /// @param proof Siblings of the word's leaf up to the root.
    function reportedRelease(
        uint32 reportId,
        DeviceId deviceId,
        bytes32 word,
        bytes32[] calldata proof
    ) external view returns (uint32 sequence);

    /// @notice What was put in place of a part; `evidence` is None when it was never swapped.
    function partSwap(DeviceId deviceId, uint8 position) external view returns (PartSwap memory);
}
