// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DeviceId, OrgId, RecallId} from "../../types/Ids.sol";
import {ScopeKind} from "../../types/Kinds.sol";

/// @title Scopes: which units a recall means
/// @notice A unit is meant when an item names it and no exclusion does. Items are only ever added.
interface IScopes {
    /// One slot. Meaning of `subject`, `first` and `last` by kind:
    /// Model: id of a device model; 0, 0. Every unit of the model, of batches registered later too.
    /// Batch: id of a batch of devices; index range of that batch.
    /// Component: id of any batch, a sub-assembly may be a device by itself; 0, 0. Those units and every whole that
    /// contains them, at any depth, within the ranges of the parts, registered before or after.
    /// Made: id of a device model; Unix times. Batches whose time of making touches first..last.
    /// Shipped: id of a device model; sequence numbers from 1. Batches whose factory release lies in first..last.
    /// An exclusion takes out units by their own batch or model, whatever they contain, so `Component` cannot be one.
    struct ScopeItem {
        ScopeKind kind;
        bool excluded;
        uint96 subject;
        uint32 first;
        uint32 last; // inclusive
    }

    error RecallsInvalidScope(uint256 position);
    error RecallsScopeTooLong(uint256 count, uint256 limit);
    error RecallsNotYourProduct(uint256 position, OrgId maker);

    /// @notice Item number `position` of a recall's scope; empty when there is none.
    function scopeItem(RecallId recallId, uint256 position) external view returns (ScopeItem memory);

    /// @notice Whether the unit is in the recall's scope. False for units that do not exist; reverts for recalls that
    /// do not.
    /// @param path How to get from the unit to the recalled component: one byte for each step down, the position of
    /// the part in its whole; in the first byte 128 more for the part that was put there later. Empty when the unit's
    /// own batch or model is in scope. A wrong path answers false, a right one proves the unit affected; that no path
    /// exists is for indexers to show. At most 8 steps.
    /// @dev From the first step on, which unit of the component is inside is unknown, so the whole component batch
    /// counts. A part that was swapped out goes on to count: its unit was affected, and is remedied by the swap. A part
    /// that was swapped in counts while it is there. Twins: `lib/domain/scope.ts`, the views of the indexer.
    function affects(RecallId recallId, DeviceId deviceId, bytes calldata path) external view returns (bool);
}
