// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBatches} from "../interfaces/IBatches.sol";
import {ICatalog} from "../interfaces/ICatalog.sol";
import {IDevices} from "../interfaces/IDevices.sol";
import {IReports} from "../interfaces/IReports.sol";
import {IScopes} from "../interfaces/recalls/IScopes.sol";
import {BatchId, DeviceId, ModelId, OrgId, RecallId} from "../types/Ids.sol";
import {ModelKind, ScopeKind} from "../types/Kinds.sol";

/// @title Scopes, documented on `IScopes`
abstract contract Scopes is IScopes {
    /// Keeps `affects` and the opening far below a block's gas.
    uint256 public constant MAX_SCOPE_ITEMS = 64;
    /// Deeper than any product known to us is nested.
    uint256 public constant MAX_PATH = 8;
    /// In the first byte of a path: the part that was put in later.
    uint8 internal constant SWAPPED = 128;

    ICatalog public immutable catalog;
    IBatches public immutable batches;
    IDevices public immutable devices;
    IReports public immutable reports;

    mapping(RecallId recallId => mapping(uint256 position => ScopeItem item)) private _scope;

    /// @inheritdoc IScopes
    function scopeItem(RecallId recallId, uint256 position) external view returns (ScopeItem memory) {
        return _scope[recallId][position];
    }

    /// @param anyone Whether the issuer may name other makers' products.
    function _checkScope(ScopeItem[] calldata items, OrgId issuer, bool anyone) internal view {
        for (uint256 i = 0; i < items.length; ++i) {
            OrgId maker = _makerOf(items[i], i);
            require(anyone || maker == issuer, RecallsNotYourProduct(i, maker));
        }
    }

    function _addScope(RecallId recallId, uint256 count, ScopeItem[] calldata items) internal returns (uint8) {
        uint256 total = count + items.length;
        require(total <= MAX_SCOPE_ITEMS, RecallsScopeTooLong(total, MAX_SCOPE_ITEMS));
        for (uint256 i = 0; i < items.length; ++i) _scope[recallId][count + i] = items[i];
        return uint8(total);
    }

    /// Tells those who show titles what a recall is about: the range, or for anything else the whole collection.
    function _announce(ScopeItem[] calldata items) internal {
        ScopeItem calldata item = items[0];
        if (items.length != 1 || item.kind != ScopeKind.Batch) return devices.announce(0, type(uint256).max);
        devices.announce((uint256(item.subject) << 32) | item.first, (uint256(item.subject) << 32) | item.last);
    }

    function _affects(
        RecallId recallId,
        uint256 count,
        DeviceId deviceId,
        bytes calldata path
    ) internal view returns (bool affected) {
        BatchId batchId = deviceId.batch();
        IBatches.Batch memory own = batches.batch(batchId);
        if (path.length > MAX_PATH || deviceId.index() >= own.size) return false;
        if (path.length != 0) batchId = _follow(deviceId, path);

        for (uint256 i = 0; i < count; ++i) {
            ScopeItem memory item = _scope[recallId][i];
            bool named =
                item.kind == ScopeKind.Component
                    ? item.subject == BatchId.unwrap(batchId)
                    : (item.excluded || path.length == 0) && _names(item, deviceId, own);
            if (named && item.excluded) return false;
            affected = affected || named;
        }
    }

    /// @return Maker of what the item names. Reverts when the item cannot cover a device.
    function _makerOf(ScopeItem calldata item, uint256 position) private view returns (OrgId) {
        ModelId modelId = ModelId.wrap(item.subject);
        bool fits = item.first <= item.last;
        if (item.kind == ScopeKind.Batch || item.kind == ScopeKind.Component) {
            require(item.subject <= type(uint64).max, RecallsInvalidScope(position));
            IBatches.Batch memory batch = batches.batch(BatchId.wrap(uint64(item.subject)));
            modelId = batch.modelId;
            fits = fits && item.last < batch.size;
        }
        bool whole = item.kind == ScopeKind.Model || item.kind == ScopeKind.Component;
        if (whole) fits = fits && item.last == 0;
        if (item.kind == ScopeKind.Shipped) fits = fits && item.first != 0;
        if (item.kind == ScopeKind.Component) fits = fits && !item.excluded;
        require(item.kind != ScopeKind.None && fits, RecallsInvalidScope(position));
        // Only `Component` reaches the wholes. A component named otherwise would be a recall that nobody hears of.
        bool reaches = item.kind == ScopeKind.Component || catalog.model(modelId).kind == ModelKind.Device;
        require(reaches, RecallsInvalidScope(position));
        return modelId.org();
    }

    /// @return batchId The batch that the path leads to; 0, which no item names, when it leads nowhere.
    function _follow(DeviceId deviceId, bytes calldata path) private view returns (BatchId batchId) {
        uint8 first = uint8(path[0]);
        if (first >= SWAPPED) {
            batchId = reports.partSwap(deviceId, first - SWAPPED).batchId;
        } else {
            IBatches.Part memory part = batches.part(deviceId.batch(), first);
            bool contained = part.first <= deviceId.index() && deviceId.index() <= part.last;
            if (contained) batchId = part.batchId;
        }
        for (uint256 step = 1; step < path.length; ++step) batchId = batches.part(batchId, uint8(path[step])).batchId;
    }

    /// Whether an item other than `Component` names the unit by its own batch or model.
    function _names(ScopeItem memory item, DeviceId deviceId, IBatches.Batch memory own) private pure returns (bool) {
        if (item.kind == ScopeKind.Batch) {
            bool inside = item.first <= deviceId.index() && deviceId.index() <= item.last;
            return inside && item.subject == BatchId.unwrap(deviceId.batch());
        }
        if (item.subject != ModelId.unwrap(own.modelId)) return false;
        if (item.kind == ScopeKind.Made) return own.madeFrom <= item.last && item.first <= own.madeTo;
        if (item.kind == ScopeKind.Shipped) return item.first <= own.factoryRelease && own.factoryRelease <= item.last;
        return true;
    }
}
