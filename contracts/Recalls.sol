// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBatches} from "./interfaces/IBatches.sol";
import {ICatalog} from "./interfaces/ICatalog.sol";
import {IDevices} from "./interfaces/IDevices.sol";
import {IOrganizations} from "./interfaces/IOrganizations.sol";
import {IRecalls} from "./interfaces/IRecalls.sol";
import {BatchId, DeviceId, ModelId, OrgId, RecallId} from "./types/Ids.sol";
import {Evidence, Measure, ModelKind, OrgKind, Permission, RecallState, ScopeKind, Severity} from "./types/Kinds.sol";

/// @title Recalls, documented on `IRecalls`
contract Recalls is IRecalls {
    /// Keeps `affects` and the opening far below a block's gas.
    uint256 public constant MAX_SCOPE_ITEMS = 64;
    /// Deeper than any product known to us is nested.
    uint256 public constant MAX_PATH = 8;

    IOrganizations public immutable organizations;
    ICatalog public immutable catalog;
    IBatches public immutable batches;
    IDevices public immutable devices;

    uint32 private _count;
    mapping(RecallId recallId => Recall record) private _recalls;
    mapping(RecallId recallId => mapping(uint256 position => ScopeItem item)) private _scope;
    mapping(RecallId recallId => mapping(ModelId modelId => uint32 sequence)) private _fixes;
    mapping(OrgId issuer => mapping(bytes32 draft => address drafter)) private _drafters;

    constructor(IOrganizations organizations_, ICatalog catalog_, IBatches batches_, IDevices devices_) {
        organizations = organizations_;
        catalog = catalog_;
        batches = batches_;
        devices = devices_;
    }

    // ---- issuers ----

    /// @inheritdoc IRecalls
    function draft(OrgId issuer, bytes32 draft_) external {
        organizations.authorize(issuer, msg.sender, Permission.RECALL_DRAFT);

        _drafters[issuer][draft_] = msg.sender;

        emit RecallDrafted(issuer, draft_, msg.sender);
    }

    /// @inheritdoc IRecalls
    function open(Opening calldata opening) external returns (RecallId recallId) {
        IOrganizations.Organization memory issuer = _authorizeRelease(opening.issuer);
        _checkOpening(opening, issuer.kind);
        if (issuer.secondKey) _useDraft(opening);

        recallId = RecallId.wrap(++_count);
        _recalls[recallId] = Recall({
            issuer: opening.issuer,
            measure: opening.measure,
            severity: opening.severity,
            minEvidence: opening.minEvidence,
            state: RecallState.Open,
            version: 1,
            openedAt: uint32(block.timestamp),
            scopeCount: uint8(opening.scope.length),
            notice: opening.notice
        });
        for (uint256 i = 0; i < opening.scope.length; ++i) _scope[recallId][i] = opening.scope[i];

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
        for (uint256 i = 0; i < opening.fixes.length; ++i) {
            _offerFix(recallId, opening.fixes[i].modelId, opening.fixes[i].sequence);
        }
    }

    /// @inheritdoc IRecalls
    function close(RecallId recallId, string calldata reason) external {
        Recall storage record = _open(recallId);
        _authorizeRelease(record.issuer);

        record.state = RecallState.Closed;

        emit RecallClosed(recallId, msg.sender, reason);
    }

    // ---- makers of what is affected ----

    /// @inheritdoc IRecalls
    function offerFix(RecallId recallId, ModelId modelId, uint32 sequence) external {
        _open(recallId);
        organizations.authorize(modelId.org(), msg.sender, Permission.RELEASES);

        _offerFix(recallId, modelId, sequence);
    }

    // ---- owners ----

    /// @inheritdoc IRecalls
    function acknowledge(RecallId recallId, DeviceId deviceId, bytes calldata path) external {
        _open(recallId);
        IDevices.Device memory unit = devices.device(deviceId);
        require(unit.owner == msg.sender, RecallsNotOwner(deviceId, msg.sender));
        require(affects(recallId, deviceId, path), RecallsNotAffected(recallId, deviceId));

        emit RecallAcknowledged(recallId, deviceId, msg.sender, unit.epoch);
    }

    // ---- reading ----

    /// @inheritdoc IRecalls
    function recall(RecallId recallId) external view returns (Recall memory) {
        return _known(recallId);
    }

    /// @inheritdoc IRecalls
    function scopeItem(RecallId recallId, uint256 position) external view returns (ScopeItem memory) {
        return _scope[recallId][position];
    }

    /// @inheritdoc IRecalls
    function fixOf(RecallId recallId, ModelId modelId) external view returns (uint32) {
        return _fixes[recallId][modelId];
    }

    /// @inheritdoc IRecalls
    function affects(RecallId recallId, DeviceId deviceId, bytes calldata path) public view returns (bool) {
        Recall storage record = _known(recallId);
        if (path.length > MAX_PATH) return false;
        BatchId batchId = deviceId.batch();
        IBatches.Batch memory inside = batches.batch(batchId);
        if (deviceId.index() >= inside.size) return false;

        for (uint256 step = 0; step < path.length; ++step) {
            IBatches.Part memory part = batches.part(batchId, uint8(path[step]));
            bool containsUnit = step > 0 || (part.first <= deviceId.index() && deviceId.index() <= part.last);
            if (BatchId.unwrap(part.batchId) == 0 || !containsUnit) return false;
            batchId = part.batchId;
        }
        for (uint256 i = 0; i < record.scopeCount; ++i) {
            ScopeItem memory item = _scope[recallId][i];
            bool inScope =
                path.length == 0
                    ? _coversUnit(item, deviceId, inside.modelId)
                    : item.kind == ScopeKind.Component && item.subject == BatchId.unwrap(batchId);
            if (inScope) return true;
        }
        return false;
    }

    /// @inheritdoc IRecalls
    function remedied(RecallId recallId, DeviceId deviceId) external view returns (bool) {
        Recall storage record = _known(recallId);
        IDevices.Device memory unit = devices.device(deviceId);
        ModelId modelId = batches.batch(deviceId.batch()).modelId;
        uint32 fix = _fixes[recallId][modelId];
        return
            fix != 0 &&
            unit.release >= fix &&
            unit.evidence >= record.minEvidence &&
            catalog.release(modelId, unit.release).publishedAt != 0;
    }

    // ---- internal ----

    /// A suspended maker may still warn of its own products. An authority speaks about everyone's, so suspension is
    /// how governance silences one whose keys were captured.
    function _authorizeRelease(OrgId issuer) private view returns (IOrganizations.Organization memory body) {
        body = organizations.authorize(issuer, msg.sender, Permission.RECALL_RELEASE);
        require(!body.suspended || body.kind == OrgKind.Manufacturer, IOrganizations.OrganizationsSuspended(issuer));
    }

    /// A draft serves once, and only while its author may draft: what a stolen key prepared ends with the key.
    function _useDraft(Opening calldata opening) private {
        bytes32 draft_ = keccak256(abi.encode(opening));
        address drafter = _drafters[opening.issuer][draft_];
        bool mayDraft = organizations.permissionsOf(opening.issuer, drafter) & Permission.RECALL_DRAFT != 0;
        require(mayDraft && drafter != msg.sender, RecallsSecondKeyNeeded(draft_));
        delete _drafters[opening.issuer][draft_];
    }

    function _checkOpening(Opening calldata opening, OrgKind issuerKind) private view {
        bool regulator = issuerKind == OrgKind.Regulator;
        require(regulator || issuerKind == OrgKind.Manufacturer, RecallsWrongIssuerKind(opening.issuer));
        require(
            opening.measure != Measure.None &&
                opening.severity != Severity.None &&
                opening.minEvidence != Evidence.None &&
                opening.notice != 0 &&
                opening.scope.length != 0 &&
                opening.scope.length <= MAX_SCOPE_ITEMS,
            RecallsInvalidOpening()
        );
        for (uint256 i = 0; i < opening.scope.length; ++i) {
            OrgId maker = _makerOf(opening.scope[i], i);
            require(regulator || maker == opening.issuer, RecallsNotYourProduct(i, maker));
        }
        for (uint256 i = 0; i < opening.fixes.length; ++i) {
            ModelId modelId = opening.fixes[i].modelId;
            require(modelId.org() == opening.issuer, RecallsNotYourFix(modelId));
        }
    }

    /// @return Maker of what the item names. Reverts when the item cannot cover a device.
    function _makerOf(ScopeItem calldata item, uint256 position) private view returns (OrgId) {
        ModelId modelId = ModelId.wrap(item.subject);
        bool fits = item.first == 0 && item.last == 0;
        if (item.kind != ScopeKind.Model) {
            require(item.subject <= type(uint64).max, RecallsInvalidScope(position));
            IBatches.Batch memory batch = batches.batch(BatchId.wrap(uint64(item.subject)));
            modelId = batch.modelId;
            if (item.kind == ScopeKind.Batch) fits = item.first <= item.last && item.last < batch.size;
        }
        // Only `Component` reaches the wholes. A component named otherwise would be a recall that nobody hears of.
        bool reaches = item.kind == ScopeKind.Component || catalog.model(modelId).kind == ModelKind.Device;
        require(item.kind != ScopeKind.None && fits && reaches, RecallsInvalidScope(position));
        return modelId.org();
    }

    function _offerFix(RecallId recallId, ModelId modelId, uint32 sequence) private {
        require(catalog.release(modelId, sequence).publishedAt != 0, RecallsUnknownRelease(modelId, sequence));
        uint32 current = _fixes[recallId][modelId];
        require(current == 0, RecallsFixExists(recallId, modelId, current));

        _fixes[recallId][modelId] = sequence;

        emit FixOffered(recallId, modelId, sequence);
    }

    function _coversUnit(ScopeItem memory item, DeviceId deviceId, ModelId modelId) private pure returns (bool) {
        if (item.kind == ScopeKind.Model) return item.subject == ModelId.unwrap(modelId);
        if (item.subject != BatchId.unwrap(deviceId.batch())) return false;
        return item.kind == ScopeKind.Component || (item.first <= deviceId.index() && deviceId.index() <= item.last);
    }

    function _open(RecallId recallId) private view returns (Recall storage record) {
        record = _known(recallId);
        require(record.state == RecallState.Open, RecallsNotOpen(recallId));
    }

    function _known(RecallId recallId) private view returns (Recall storage record) {
        record = _recalls[recallId];
        require(record.state != RecallState.None, RecallsUnknown(recallId));
    }
}
