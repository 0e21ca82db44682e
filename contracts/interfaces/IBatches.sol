// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchId, DeviceId, ModelId} from "../types/Ids.sol";

/// @title Batches of units and the parts they contain
/// @notice A batch commits up to 2^32 - 1 units by one root and never changes. A whole is registered after its parts,
/// so the graph of parts cannot have a cycle.
/// @dev WARNING: the register proves what a maker said and when. It cannot prove that the list of units or parts was
/// true; it makes a later change of story impossible.
interface IBatches {
    struct Batch {
        // slot 0
        bytes32 root; // of the unit tree
        // slot 1
        ModelId modelId;
        uint32 size; // units
        uint32 madeFrom; // Unix time
        uint32 madeTo; // Unix time
        uint32 factoryRelease; // sequence number of the release installed in the factory, 0 when none
        uint8 partCount;
        uint8 frozenCount;
    }

    /// Units `first..last` of the whole contain units of batch `batchId`. Which unit contains which is not recorded.
    struct Part {
        // slot 0
        BatchId batchId;
        uint32 first;
        uint32 last; // inclusive
    }

    /// What a maker states when it registers a batch.
    struct Registration {
        ModelId modelId;
        bytes32 root;
        uint32 size;
        uint32 madeFrom;
        uint32 madeTo;
        uint32 factoryRelease;
        bytes32 manifest; // SHA-256 of the batch manifest
        string lot; // GS1 batch or lot number (AI 10), 1 to 20 bytes
        Part[] parts;
    }

    event BatchRegistered(
        BatchId indexed batchId,
        ModelId indexed modelId,
        bytes32 root,
        uint32 size,
        uint32 madeFrom,
        uint32 madeTo,
        uint32 factoryRelease,
        bytes32 manifest,
        string lot,
        Part[] parts
    );
    event UnitsFrozen(BatchId indexed batchId, uint32 first, uint32 last, string reason);

    error BatchesUnknown(BatchId batchId);
    error BatchesInvalidRegistration();
    error BatchesRootTaken(bytes32 root, BatchId batchId);
    error BatchesTooManyParts(uint256 count, uint256 limit);
    error BatchesInvalidPart(uint256 position);
    error BatchesInvalidRange(BatchId batchId, uint32 first, uint32 last);
    error BatchesTooManyFrozenRanges(BatchId batchId, uint256 limit);

    /// @notice Registers a batch. Needs `Permission.BATCHES` in the model's organisation, in good standing.
    /// @dev WARNING: the root is not checked against the size. Where they do not fit, no unit can be claimed, and the
    /// batch stands as it is. A maker registers a root once; that another maker copies it from a pending transaction
    /// harms nobody, because a claim code signs for a unit of one batch.
    function registerBatch(Registration calldata registration) external returns (BatchId batchId);

    /// @notice Freezes unclaimed units `first..last`, because their claim codes leaked: they can no longer be claimed
    /// by code. Titles that exist are untouched. Needs `Permission.BATCHES`.
    function freeze(BatchId batchId, uint32 first, uint32 last, string calldata reason) external;

    /// @notice The batch; `size` is 0 when there is none.
    function batch(BatchId batchId) external view returns (Batch memory);

    /// @notice Part number `position` of a batch; empty when there is none.
    function part(BatchId batchId, uint256 position) external view returns (Part memory);

    /// @notice Root and size of the unit's batch and whether the unit is frozen: all that a claim needs, in one call.
    /// Reverts when the batch is unknown or the index outside it.
    function unit(DeviceId deviceId) external view returns (bytes32 root, uint32 size, bool frozen);
}
