// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// An admitted organisation, numbered from 1.
type OrgId is uint32;

/// A model: `orgId << 64 | gtin`. It carries its maker, so nobody can occupy a product number that is another's, and
/// whoever holds a model id knows who answers for it without a call. Twin: `lib/domain/ids.ts`.
type ModelId is uint96;

/// A batch, numbered from 1 over all makers. A batch's number is always higher than those of its parts.
type BatchId is uint64;

/// One unit: `batchId << 32 | index`. As an ERC-721 token id it is the same number.
type DeviceId is uint96;

/// A recall case, numbered from 1 over all issuers.
type RecallId is uint32;

/// A disclosure, numbered from 1 in the order in which they are revealed.
type DisclosureId is uint32;

/// A network by its autonomous system number (RFC 6793).
type Asn is uint32;

using {orgEq as ==, orgNe as !=} for OrgId global;
using {ModelIds.org, ModelIds.gtin} for ModelId global;
using {batchEq as ==} for BatchId global;
using {DeviceIds.batch, DeviceIds.index} for DeviceId global;

function orgEq(OrgId a, OrgId b) pure returns (bool) {
    return OrgId.unwrap(a) == OrgId.unwrap(b);
}

function orgNe(OrgId a, OrgId b) pure returns (bool) {
    return OrgId.unwrap(a) != OrgId.unwrap(b);
}

function batchEq(BatchId a, BatchId b) pure returns (bool) {
    return BatchId.unwrap(a) == BatchId.unwrap(b);
}

library ModelIds {
    function from(OrgId orgId, uint64 gtin_) internal pure returns (ModelId) {
        return ModelId.wrap((uint96(OrgId.unwrap(orgId)) << 64) | gtin_);
    }

    function org(ModelId id) internal pure returns (OrgId) {
        return OrgId.wrap(uint32(ModelId.unwrap(id) >> 64));
    }

    function gtin(ModelId id) internal pure returns (uint64) {
        return uint64(ModelId.unwrap(id));
    }
}

library DeviceIds {
    function from(BatchId batchId, uint32 index_) internal pure returns (DeviceId) {
        return DeviceId.wrap((uint96(BatchId.unwrap(batchId)) << 32) | index_);
    }

    function batch(DeviceId id) internal pure returns (BatchId) {
        return BatchId.wrap(uint64(DeviceId.unwrap(id) >> 32));
    }

    function index(DeviceId id) internal pure returns (uint32) {
        return uint32(DeviceId.unwrap(id));
    }
}
