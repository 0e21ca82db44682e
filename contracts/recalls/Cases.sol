// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IOrganizations} from "../interfaces/IOrganizations.sol";
import {ICases} from "../interfaces/recalls/ICases.sol";
import {IScopes} from "../interfaces/recalls/IScopes.sol";
import {DeviceId, ModelId, OrgId, RecallId} from "../types/Ids.sol";
import {Evidence, Measure, OrgKind, Permission, RecallState, Severity} from "../types/Kinds.sol";
import {Scopes} from "./Scopes.sol";

/// @title Cases, documented on `ICases`
abstract contract Cases is ICases, Scopes {
    /// Time between draft and release of what makes a recall smaller.
    uint256 public constant SHRINK_DELAY = 1 days;

    /// One slot.
    struct Draft {
        address drafter;
        uint40 draftedAt; // Unix time
    }

    IOrganizations public immutable organizations;

    uint32 private _count;
    mapping(RecallId recallId => Recall record) private _recalls;
    mapping(OrgId issuer => mapping(bytes32 draft => Draft record)) private _drafts;

    // ---- the first key ----

    /// @inheritdoc ICases
    function draft(OrgId issuer, bytes32 draft_) external {
        organizations.authorize(issuer, msg.sender, Permission.RECALL_DRAFT);
        address drafter = _drafts[issuer][draft_].drafter;
        require(!_mayDraft(issuer, drafter), RecallsDraftExists(draft_, drafter));

        _drafts[issuer][draft_] = Draft({drafter: msg.sender, draftedAt: uint40(block.timestamp)});

        emit RecallDrafted(issuer, draft_, msg.sender);
    }

    /// @inheritdoc ICases
    function discardDraft(OrgId issuer, bytes32 draft_) external {
        require(_drafts[issuer][draft_].drafter == msg.sender, RecallsNotYourDraft(draft_, msg.sender));

        delete _drafts[issuer][draft_];

        emit DraftDiscarded(issuer, draft_, msg.sender);
    }

    // ---- the second key ----

    /// @inheritdoc ICases
    function open(Opening calldata opening) external returns (RecallId recallId) {
        bool anyone = _authorizeRelease(opening.issuer);
        require(
            opening.measure != Measure.None &&
                opening.severity != Severity.None &&
                opening.minEvidence != Evidence.None &&
                opening.notice != 0 &&
                _includes(opening.scope),
            RecallsInvalidOpening()
        );
        _checkScope(opening.scope, opening.issuer, anyone);
        _useDraft(opening.issuer, abi.encodeCall(ICases.open, (opening)), 0);

        recallId = RecallId.wrap(++_count);
        _recalls[recallId] = Recall({
            issuer: opening.issuer,
            measure: opening.measure,
            severity: opening.severity,
            minEvidence: opening.minEvidence,
            state: RecallState.Open,
            version: 1,
            openedAt: uint32(block.timestamp),
            scopeCount: _addScope(recallId, 0, opening.scope),
            notice: opening.notice
        });

        emit RecallOpened(
            recallId,
            opening.issuer,
            msg.sender,
            1,
            opening.measure,
            opening.severity,
            opening.minEvidence,
            opening.notice,
            opening.scope
        );
        _announce(opening.scope);
        for (uint256 i = 0; i < opening.fixes.length; ++i) {
            Fix calldata fix = opening.fixes[i];
            require(fix.modelId.org() == opening.issuer, RecallsNotYourFix(fix.modelId));
            _offerFix(recallId, fix.modelId, fix.sequence);
        }
    }

    /// @inheritdoc ICases
    function amend(Amendment calldata amendment) external {
        RecallId recallId = amendment.recallId;
        Recall memory record = _open(recallId);
        bool anyone = _authorizeRelease(record.issuer);
        require(
            amendment.version == record.version + 1 &&
                amendment.measure != Measure.None &&
                amendment.severity != Severity.None &&
                amendment.notice != 0,
            RecallsInvalidAmendment()
        );
        require(bytes(amendment.reason).length != 0, RecallsReasonMissing());
        _checkScope(amendment.added, record.issuer, anyone);
        bool smaller = amendment.severity < record.severity || _excludes(amendment.added);
        _useDraft(record.issuer, abi.encodeCall(ICases.amend, (amendment)), smaller ? SHRINK_DELAY : 0);

        record.version = amendment.version;
        record.measure = amendment.measure;
        record.severity = amendment.severity;
        record.notice = amendment.notice;
        record.scopeCount = _addScope(recallId, record.scopeCount, amendment.added);
        _recalls[recallId] = record;

        emit RecallAmended(
            recallId,
            msg.sender,
            amendment.version,
            amendment.measure,
            amendment.severity,
            amendment.notice,
            amendment.added,
            amendment.reason
        );
        if (amendment.added.length != 0) _announce(amendment.added);
    }

    /// @inheritdoc ICases
    function close(RecallId recallId, string calldata reason) external {
        _end(recallId, RecallState.Closed, abi.encodeCall(ICases.close, (recallId, reason)), reason);

        emit RecallClosed(recallId, msg.sender, reason);
    }

    /// @inheritdoc ICases
    function withdraw(RecallId recallId, string calldata reason) external {
        _end(recallId, RecallState.Withdrawn, abi.encodeCall(ICases.withdraw, (recallId, reason)), reason);

        emit RecallWithdrawn(recallId, msg.sender, reason);
    }

    // ---- reading ----

    /// @inheritdoc ICases
    function recall(RecallId recallId) external view returns (Recall memory) {
        return _known(recallId);
    }

    /// @inheritdoc IScopes
    function affects(RecallId recallId, DeviceId deviceId, bytes calldata path) public view returns (bool) {
        return _affects(recallId, _known(recallId).scopeCount, deviceId, path);
    }

    // ---- internal ----

    function _offerFix(RecallId recallId, ModelId modelId, uint32 sequence) internal virtual;

    function _open(RecallId recallId) internal view returns (Recall storage record) {
        record = _known(recallId);
        require(record.state == RecallState.Open, RecallsNotOpen(recallId));
    }

    function _known(RecallId recallId) internal view returns (Recall storage record) {
        record = _recalls[recallId];
        require(record.state != RecallState.None, RecallsUnknown(recallId));
    }

    function _end(RecallId recallId, RecallState state, bytes memory call, string calldata reason) private {
        Recall storage record = _open(recallId);
        _authorizeRelease(record.issuer);
        require(bytes(reason).length != 0, RecallsReasonMissing());
        _useDraft(record.issuer, call, SHRINK_DELAY);

        record.state = state;
    }

    /// A suspended maker may still warn of its own products. An authority speaks about everyone's, so suspension is
    /// how governance silences one whose keys were captured.
    /// @return regulator Whether the issuer may speak about everyone's products.
    function _authorizeRelease(OrgId issuer) private view returns (bool regulator) {
        IOrganizations.Organization memory body = organizations.authorize(
            issuer,
            msg.sender,
            Permission.RECALL_RELEASE
        );
        regulator = body.kind == OrgKind.Regulator;
        require(regulator || body.kind == OrgKind.Manufacturer, RecallsWrongIssuerKind(issuer));
        require(!regulator || !body.suspended, IOrganizations.OrganizationsSuspended(issuer));
    }

    /// A draft serves once, and only while its author may draft: what a stolen key prepared ends with the key.
    function _useDraft(OrgId issuer, bytes memory call, uint256 delay) private {
        bytes32 draft_ = keccak256(call);
        Draft memory record = _drafts[issuer][draft_];
        bool byAnother = record.drafter != msg.sender && _mayDraft(issuer, record.drafter);
        require(byAnother, RecallsSecondKeyNeeded(draft_));
        uint256 readyAt = record.draftedAt + delay;
        require(block.timestamp >= readyAt, RecallsDraftTooYoung(draft_, readyAt));
        delete _drafts[issuer][draft_];
    }

    function _mayDraft(OrgId issuer, address account) private view returns (bool) {
        return organizations.permissionsOf(issuer, account) & Permission.RECALL_DRAFT != 0;
    }

    function _includes(ScopeItem[] calldata items) private pure returns (bool) {
        for (uint256 i = 0; i < items.length; ++i) if (!items[i].excluded) return true;
        return false;
    }

    function _excludes(ScopeItem[] calldata items) private pure returns (bool) {
        for (uint256 i = 0; i < items.length; ++i) if (items[i].excluded) return true;
        return false;
    }
}
