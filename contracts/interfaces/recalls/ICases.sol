// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ModelId, OrgId, RecallId} from "../../types/Ids.sol";
import {Evidence, Measure, RecallState, Severity} from "../../types/Kinds.sol";
import {IScopes} from "./IScopes.sol";

/// @title Cases: a recall from its draft to its end
/// @notice A manufacturer recalls its own products, a regulator anyone's. Nothing is edited or deleted: versions are
/// added. Every step takes two keys, one that drafts and another that releases exactly what was drafted. What makes a
/// recall smaller (exclusions, lower severity, the end) also takes a day between the two.
/// @dev WARNING: an owner must believe only what `affects` says about the unit in hand. The text that people read is
/// a document; here is its digest, and readers must check it.
interface ICases is IScopes {
    /// Units of `modelId` are remedied from release `sequence` on.
    struct Fix {
        ModelId modelId;
        uint32 sequence;
    }

    /// What an issuer opens a recall with.
    struct Opening {
        OrgId issuer;
        Measure measure;
        Severity severity;
        Evidence minEvidence; // weakest evidence that counts as remedied
        bytes32 notice; // SHA-256 of the notice
        ScopeItem[] scope;
        Fix[] fixes; // of the issuer's own models
    }

    /// What an issuer adds to a recall as its next version.
    struct Amendment {
        RecallId recallId;
        uint16 version; // the one that this becomes, so that an old draft is no use
        Measure measure;
        Severity severity;
        bytes32 notice; // SHA-256 of the notice
        ScopeItem[] added; // what widens the scope; as exclusions, what narrows it
        string reason; // for the public
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
        bytes32 notice; // of the present version
    }

    event RecallDrafted(OrgId indexed issuer, bytes32 indexed draft, address indexed drafter);
    event DraftDiscarded(OrgId indexed issuer, bytes32 indexed draft, address indexed drafter);
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
    event RecallAmended(
        RecallId indexed recallId,
        address indexed author,
        uint16 version,
        Measure measure,
        Severity severity,
        bytes32 notice,
        ScopeItem[] added,
        string reason
    );
    event RecallClosed(RecallId indexed recallId, address indexed author, string reason);
    event RecallWithdrawn(RecallId indexed recallId, address indexed author, string reason);

    error RecallsUnknown(RecallId recallId);
    error RecallsNotOpen(RecallId recallId);
    error RecallsInvalidOpening();
    error RecallsInvalidAmendment();
    error RecallsWrongIssuerKind(OrgId issuer);
    error RecallsSecondKeyNeeded(bytes32 draft);
    error RecallsNotYourDraft(bytes32 draft, address account);
    error RecallsDraftExists(bytes32 draft, address drafter);
    error RecallsDraftTooYoung(bytes32 draft, uint256 readyAt);
    error RecallsReasonMissing();
    error RecallsNotYourFix(ModelId modelId);

    /// @notice Announces by digest what another key is to release. Needs `Permission.RECALL_DRAFT`. The content stays
    /// with its issuer until then, because a defect without a fix is not for everyone's eyes.
    /// @param draft keccak256 of the call's data, by the ABI and without anything after it: of `open`, `amend`,
    /// `close` or `withdraw`.
    function draft(OrgId issuer, bytes32 draft) external;

    /// @notice Takes back one's own draft. Nobody else can, or one stolen key could keep its issuer from any recall.
    function discardDraft(OrgId issuer, bytes32 draft) external;

    /// @notice Opens a recall that another key drafted. Needs `Permission.RECALL_RELEASE`; a suspended maker may still
    /// do so, a suspended regulator not. Whoever drafted must still be permitted to draft.
    /// @dev Mail and push go out on this event, which is why no single key can cause it.
    function open(Opening calldata opening) external returns (RecallId recallId);

    /// @notice Adds a version. As for `open`; a day after the draft when it excludes units or lowers the severity.
    function amend(Amendment calldata amendment) external;

    /// @notice Ends the case because the work is done, with a public reason. As for `open`, a day after the draft.
    /// Its history and its figures stay, and `affects` and `remedied` go on answering.
    /// @dev Whoever reads the register must treat "closed" as the issuer's word that the work is done and not as proof;
    /// the figures beside it are the proof.
    function close(RecallId recallId, string calldata reason) external;

    /// @notice Ends the case because it was a mistake, with a public reason. As for `close`; everyone who was told is
    /// told again.
    function withdraw(RecallId recallId, string calldata reason) external;

    /// @notice The recall; reverts when there is none.
    function recall(RecallId recallId) external view returns (Recall memory);
}
