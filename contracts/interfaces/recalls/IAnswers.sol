// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DeviceId, ModelId, OrgId, RecallId} from "../../types/Ids.sol";
import {Evidence, Remedy, Reply} from "../../types/Kinds.sol";
import {IOwnerSigned} from "../IOwnerSigned.sol";

/// @title Answers: what makers, owners and repairers do about a recall
interface IAnswers is IOwnerSigned {
    /// What a maker says of its products in a recall. One slot and a digest.
    struct MakerReply {
        Reply reply;
        uint32 repliedAt; // Unix time
        bytes32 document; // SHA-256 of what the maker explains; 0 when nothing
    }

    /// What was done about a unit other than an update. One slot.
    struct RecordedRemedy {
        Remedy remedy;
        Evidence evidence;
        uint16 epoch; // of the title then, 0 when unclaimed; with the next owner the unit is in use again
    }

    /// What `remedied` must be shown; all of it is optional.
    struct Witness {
        bytes path; // as for `affects`; counts where its first part was swapped out
        uint32 reportId; // a report that lists the unit, as for `IReports.reportedRelease`
        bytes32 word;
        bytes32[] proof;
    }

    event FixOffered(RecallId indexed recallId, ModelId indexed modelId, uint32 sequence);
    event MakerReplied(
        RecallId indexed recallId,
        OrgId indexed maker,
        address indexed author,
        Reply reply,
        bytes32 document
    );
    event RecallAcknowledged(RecallId indexed recallId, DeviceId indexed deviceId, address indexed owner, uint16 epoch);
    event RemedyRecorded(
        RecallId indexed recallId,
        DeviceId indexed deviceId,
        address indexed author,
        uint16 epoch,
        Remedy remedy,
        Evidence evidence
    );

    error RecallsUnknownRelease(ModelId modelId, uint32 sequence);
    error RecallsFixExists(RecallId recallId, ModelId modelId, uint32 sequence);
    error RecallsInvalidReply();
    error RecallsInvalidRemedy();
    error RecallsWeakerEvidence(DeviceId deviceId, Evidence evidence);
    error RecallsNotAffected(RecallId recallId, DeviceId deviceId);

    /// @notice Names the release that remedies units of the sender's own model, or a higher one than before, which
    /// reopens units below it. Needs `Permission.RELEASES` in the model's organisation: when a board is recalled, each
    /// brand brings its own firmware.
    function offerFix(RecallId recallId, ModelId modelId, uint32 sequence) external;

    /// @notice A maker says whether its products are affected. The clock for it runs from the opening, or from the
    /// registration of the batch when that is later. The reply stands beside the scope and changes nothing in it. Needs
    /// `Permission.RECALL_RELEASE` of the maker.
    /// @param deviceId Any unit of the maker's that the recall affects, shown by `path`, so that only makers who are
    /// asked can answer.
    function replyAsMaker(
        RecallId recallId,
        DeviceId deviceId,
        bytes calldata path,
        Reply reply,
        bytes32 document
    ) external;

    /// @notice The owner has read the notice.
    /// @param path Witness that the unit is affected, see `affects`.
    function acknowledge(RecallId recallId, DeviceId deviceId, bytes calldata path, Signed calldata signed) external;

    /// @notice The owner's word that the unit was replaced, refunded, returned or destroyed.
    function stateRemedy(
        RecallId recallId,
        DeviceId deviceId,
        bytes calldata path,
        Remedy remedy,
        Signed calldata signed
    ) external;

    /// @notice As `stateRemedy`, by the word of a repairer or of the unit's maker, for unclaimed units too. Needs
    /// `Permission.REPAIRS` in `orgId`, in good standing.
    function recordRemedy(
        RecallId recallId,
        DeviceId deviceId,
        bytes calldata path,
        Remedy remedy,
        OrgId orgId
    ) external;

    /// @notice Release that remedies units of a model, 0 when none was offered.
    function fixOf(RecallId recallId, ModelId modelId) external view returns (uint32 sequence);

    /// @notice The maker's last reply; `repliedAt` is 0 when it was silent.
    function replyOf(RecallId recallId, OrgId maker) external view returns (MakerReply memory);

    /// @notice The remedy recorded last for the unit; None when none was.
    function remedyOf(RecallId recallId, DeviceId deviceId) external view returns (RecordedRemedy memory);

    /// @notice Whether the unit, if affected by the witness's path, is remedied, by evidence at least as strong as the
    /// recall demands: it runs a release at or above the fix that exists and was not revoked, as stated or as reported;
    /// or another remedy was recorded under the present title; or the part by which the path begins was swapped out.
    /// @dev A unit that is affected in several ways is remedied when it is in each. Twins: `lib/domain/remedied.ts` and
    /// the views of the indexer.
    function remedied(RecallId recallId, DeviceId deviceId, Witness calldata witness) external view returns (bool);
}
