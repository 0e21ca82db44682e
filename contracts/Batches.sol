// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBatches} from "./interfaces/IBatches.sol";
import {ICatalog} from "./interfaces/ICatalog.sol";
import {IOrganizations} from "./interfaces/IOrganizations.sol";
import {BatchId, DeviceId, OrgId} from "./types/Ids.sol";
import {OrgKind, Permission} from "./types/Kinds.sol";

/// @title Batches and parts, documented on `IBatches`
contract Batches is IBatches {
    /// Keeps the search for a path through the parts, and the event, bounded.
    uint256 public constant MAX_PARTS = 32;
    /// Keeps a claim affordable, which must look through all of them.
    uint256 public constant MAX_FROZEN_RANGES = 32;

    struct Range {
        uint32 first;
        uint32 last;
    }

    IOrganizations public immutable organizations;
    ICatalog public immutable catalog;

    uint64 private _count;
    mapping(BatchId batchId => Batch record) private _batches;
    mapping(OrgId maker => mapping(bytes32 root => BatchId batchId)) private _batchOfRoot;
    mapping(BatchId batchId => mapping(uint256 position => Part item)) private _parts;
    mapping(BatchId batchId => mapping(uint256 position => Range range)) private _frozen;

    constructor(IOrganizations organizations_, ICatalog catalog_) {
        organizations = organizations_;
        catalog = catalog_;
    }

    /// @inheritdoc IBatches
    function registerBatch(Registration calldata registration) external returns (BatchId batchId) {
        OrgId maker = registration.modelId.org();
        organizations.authorizeKind(maker, msg.sender, Permission.BATCHES, OrgKind.Manufacturer);
        _checkRegistration(registration, maker);

        batchId = BatchId.wrap(++_count);
        _batchOfRoot[maker][registration.root] = batchId;
        _batches[batchId] = Batch({
            root: registration.root,
            modelId: registration.modelId,
            size: registration.size,
            madeFrom: registration.madeFrom,
            madeTo: registration.madeTo,
            factoryRelease: registration.factoryRelease,
            partCount: uint8(registration.parts.length),
            frozenCount: 0
        });
        for (uint256 i = 0; i < registration.parts.length; ++i) {
            _parts[batchId][i] = registration.parts[i];
        }

        emit BatchRegistered(
            batchId,
            registration.modelId,
            registration.root,
            registration.size,
            registration.madeFrom,
            registration.madeTo,
            registration.factoryRelease,
            registration.manifest,
            registration.lot,
            registration.parts
        );
    }

    /// @inheritdoc IBatches
    function freeze(BatchId batchId, uint32 first, uint32 last, string calldata reason) external {
        Batch storage record = _known(batchId);
        organizations.authorize(record.modelId.org(), msg.sender, Permission.BATCHES);
        require(first <= last && last < record.size, BatchesInvalidRange(batchId, first, last));
        require(record.frozenCount < MAX_FROZEN_RANGES, BatchesTooManyFrozenRanges(batchId, MAX_FROZEN_RANGES));

        _frozen[batchId][record.frozenCount++] = Range({first: first, last: last});

        emit UnitsFrozen(batchId, first, last, reason);
    }

    /// @inheritdoc IBatches
    function batch(BatchId batchId) external view returns (Batch memory) {
        return _batches[batchId];
    }

    /// @inheritdoc IBatches
    function part(BatchId batchId, uint256 position) external view returns (Part memory) {
        return _parts[batchId][position];
    }

    /// @inheritdoc IBatches
    function unit(DeviceId deviceId) external view returns (bytes32 root, uint32 size, bool frozen) {
        BatchId batchId = deviceId.batch();
        uint32 index = deviceId.index();
        Batch storage record = _batches[batchId];
        uint256 frozenCount;
        (root, size, frozenCount) = (record.root, record.size, record.frozenCount);
        require(size != 0, BatchesUnknown(batchId));
        require(index < size, BatchesInvalidRange(batchId, index, index));
        frozen = _isFrozen(batchId, index, frozenCount);
    }

    function _checkRegistration(Registration calldata registration, OrgId maker) private view {
        uint256 lotLength = bytes(registration.lot).length;
        require(
            registration.root != 0 &&
                registration.size != 0 &&
                registration.madeFrom <= registration.madeTo &&
                registration.manifest != 0 &&
                lotLength != 0 &&
                lotLength <= 20,
            BatchesInvalidRegistration()
        );
        catalog.model(registration.modelId); // reverts when there is no such model
        BatchId taken = _batchOfRoot[maker][registration.root];
        require(BatchId.unwrap(taken) == 0, BatchesRootTaken(registration.root, taken));
        uint256 count = registration.parts.length;
        require(count <= MAX_PARTS, BatchesTooManyParts(count, MAX_PARTS));
        for (uint256 i = 0; i < count; ++i) {
            Part calldata item = registration.parts[i];
            uint64 partBatch = BatchId.unwrap(item.batchId);
            bool registered = partBatch != 0 && partBatch <= _count;
            require(registered && item.first <= item.last && item.last < registration.size, BatchesInvalidPart(i));
        }
    }

    function _isFrozen(BatchId batchId, uint32 index, uint256 count) private view returns (bool) {
        for (uint256 i = 0; i < count; ++i) {
            Range storage range = _frozen[batchId][i];
            if (range.first <= index && index <= range.last) return true;
        }
        return false;
    }

    function _known(BatchId batchId) private view returns (Batch storage record) {
        record = _batches[batchId];
        require(record.size != 0, BatchesUnknown(batchId));
    }
}
