// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DeviceId, ModelId, OrgId, RecallId} from "../types/Ids.sol";
import {Evidence, Measure, RecallState, ScopeKind, Severity} from "../types/Kinds.sol";

/// @title Recalls: who is meant, what to do, and what became of it
/// @notice A manufacturer recalls its own products, a regulator anyone's. Nothing is edited or deleted.
/// @dev WARNING: an owner must believe only what `affects` says about the unit in hand. The text that people read is
/// a document; here is its digest, and readers must check it.
interface IRecalls {
    /// One slot. Meaning of `subject`, `first` and `last` by kind:
    /// Model: id of a device model; 0, 0. Every unit of the model, of batches registered later too.
    /// Batch: id of a batch of devices; index range of that batch. Those units themselves.
    /// Component: id of any batch, a sub-assembly may be a device by itself; 0, 0. Those units and every whole that
    /// contains them, at any depth, within the ranges of the parts, registered before or after.
    struct ScopeItem {
        ScopeKind kind;
        uint96 subject;
        uint32 first;
        uint32 last; // inclusive
    }

    /// Units of `modelId` are remedied from release `sequence` on.
    struct Fix {
        ModelId modelId;
        uint32 sequence;
    }

    /// What an issuer opens a recall with, and what the digest of a draft covers.
    struct Opening {
        OrgId issuer;
        Measure measure;
        Severity severity;
        Evidence minEvidence; // weakest evidence that counts as remedied
        bytes32 notice; // SHA-256 of the notice
        ScopeItem[] scope;
        Fix[] fixes;
    }

    struct Recall {
        // slot 0
        OrgId issuer;
        Measure measure;
        Severity severity;
        Evidence minEvidence;
        RecallState state;
        uint16 version; // 1 when opened
        uint32 openedAt; // Unix time
        uint8 scopeCount;
        // slot 1
        bytes32 notice;
    }

    event RecallDrafted(OrgId indexed issuer, bytes32 indexed draft, address indexed drafter);
    event RecallOpened(
        RecallId indexed recallId,
        OrgId indexed issuer,
        address indexed author,
        uint16 version,
        Measure measure,
        Severity severity,
        Evidence minEvidence,
        bytes32 notice,
        ScopeItem[] scope
    );
    event FixOffered(RecallId indexed recallId, ModelId indexed modelId, uint32 sequence);
    event RecallAcknowledged(RecallId indexed recallId, DeviceId indexed deviceId, address indexed owner, uint16 epoch);
    event RecallClosed(RecallId indexed recallId, address indexed author, string reason);

    error RecallsUnknown(RecallId recallId);
    error RecallsNotOpen(RecallId recallId);
    error RecallsInvalidOpening();
    error RecallsInvalidScope(uint256 position);
    error RecallsNotYourProduct(uint256 position, OrgId maker);
    error RecallsWrongIssuerKind(OrgId issuer);
    error RecallsSecondKeyNeeded(bytes32 draft);
    error RecallsNotYourFix(ModelId modelId);
    error RecallsUnknownRelease(ModelId modelId, uint32 sequence);
    error RecallsFixExists(RecallId recallId, ModelId modelId, uint32 sequence);
    error RecallsNotAffected(RecallId recallId, DeviceId deviceId);
    error RecallsNotOwner(DeviceId deviceId, address account);

    /// @notice Announces by digest that a recall was prepared. Needs `Permission.RECALL_DRAFT`. The content stays
    /// with its issuer until the recall is opened, because a defect without a fix is not for everyone's eyes.
    /// @param draft keccak256(abi.encode(opening)).
    function draft(OrgId issuer, bytes32 draft) external;

    /// @notice Opens a recall. Needs `Permission.RECALL_RELEASE`; a suspended maker may still do so, a suspended
    /// regulator not. Where the issuer requires a second key, another key must have drafted exactly this content, and
    /// must still be permitted to draft. The fixes are of the issuer's own models.
    /// @dev WARNING: mail and push go out on this event. One stolen key must not be able to cause it alone, so makers
    /// should require the second key.
    function open(Opening calldata opening) external returns (RecallId recallId);

    /// @notice Names the release that remedies units of the sender's own model. Needs `Permission.RELEASES` in the
    /// model's organisation: when a board is recalled, each brand brings its own firmware. May only be set once.
    function offerFix(RecallId recallId, ModelId modelId, uint32 sequence) external;

    /// @notice The owner has read the notice.
    /// @param path Witness that the unit is affected, see `affects`.
    function acknowledge(RecallId recallId, DeviceId deviceId, bytes calldata path) external;

    /// @notice Ends the case, with a public reason. Needs `Permission.RECALL_RELEASE` in the issuer, as for `open`.
    /// Its history and its figures stay, and `affects` and `remedied` go on answering.
    /// @dev WARNING: one key suffices. Whoever reads the register must treat "closed" as the issuer's word that the
    /// work is done and not as proof; the figures beside it are the proof.
    function close(RecallId recallId, string calldata reason) external;

    /// @notice The recall; reverts when there is none.
    function recall(RecallId recallId) external view returns (Recall memory);

    /// @notice Item number `position` of a recall's scope; empty when there is none.
    function scopeItem(RecallId recallId, uint256 position) external view returns (ScopeItem memory);

    /// @notice Release that remedies units of a model, 0 when none was offered.
    function fixOf(RecallId recallId, ModelId modelId) external view returns (uint32 sequence);

    /// @notice Whether the unit is in the recall's scope.
    /// @param path How to get from the unit's batch to the recalled component: one byte for each step down, the
    /// position of the part in its whole. Empty when the unit's own batch or model is in scope. A wrong path answers
    /// false, a right one proves the unit affected; that no path exists is for indexers to show. At most 8 steps.
    /// Reverts when the recall or the unit's batch is unknown.
    /// @dev From the first step on, which unit of the component is inside is unknown, so the whole component batch
    /// counts. Twin: `lib/domain/scope.ts`.
    function affects(RecallId recallId, DeviceId deviceId, bytes calldata path) external view returns (bool);

    /// @notice Whether the unit, if affected, is remedied: it runs a published release at or above the fix, by
    /// evidence at least as strong as the recall demands.
    function remedied(RecallId recallId, DeviceId deviceId) external view returns (bool);
}
