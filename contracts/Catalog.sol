// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICatalog} from "./interfaces/ICatalog.sol";
import {IOrganizations} from "./interfaces/IOrganizations.sol";
import {Gtin} from "./libraries/Gtin.sol";
import {ModelId, ModelIds, OrgId} from "./types/Ids.sol";
import {ModelKind, Permission} from "./types/Kinds.sol";

/// @title Models and releases, documented on `ICatalog`
contract Catalog is ICatalog {
    IOrganizations public immutable organizations;

    mapping(ModelId modelId => Model record) private _models;
    mapping(ModelId modelId => mapping(uint32 sequence => Release record)) private _releases;

    constructor(IOrganizations organizations_) {
        organizations = organizations_;
    }

    /// @inheritdoc ICatalog
    function registerModel(
        OrgId orgId,
        uint64 gtin,
        ModelKind kind,
        uint32 supportEnd,
        string calldata name
    ) external returns (ModelId modelId) {
        organizations.authorizeMaker(orgId, msg.sender, Permission.MODELS);
        require(Gtin.isValid(gtin), CatalogInvalidGtin(gtin));
        require(kind != ModelKind.None && bytes(name).length != 0 && bytes(name).length <= 100, CatalogInvalidModel());
        modelId = ModelIds.from(orgId, gtin);
        require(_models[modelId].kind == ModelKind.None, CatalogModelExists(modelId));

        _models[modelId] = Model({kind: kind, supportEnd: supportEnd, latestRelease: 0});

        emit ModelRegistered(modelId, orgId, gtin, kind, supportEnd, name);
    }

    /// @inheritdoc ICatalog
    function extendSupport(ModelId modelId, uint32 supportEnd) external {
        organizations.authorize(modelId.org(), msg.sender, Permission.MODELS);
        Model storage record = _known(modelId);
        require(supportEnd > record.supportEnd, CatalogSupportNotLater(modelId, supportEnd, record.supportEnd));

        record.supportEnd = supportEnd;

        emit SupportExtended(modelId, supportEnd);
    }

    /// @inheritdoc ICatalog
    function publishRelease(
        ModelId modelId,
        uint32 sequence,
        string calldata version,
        bytes32 digest,
        uint64 size
    ) external {
        organizations.authorize(modelId.org(), msg.sender, Permission.RELEASES);
        Model storage record = _known(modelId);
        require(sequence > record.latestRelease, CatalogReleaseNotNewer(modelId, sequence, record.latestRelease));
        bool versioned = bytes(version).length != 0 && bytes(version).length <= 64;
        require(versioned && digest != 0 && size != 0, CatalogInvalidRelease());

        record.latestRelease = sequence;
        _releases[modelId][sequence] = Release({digest: digest, size: size, publishedAt: uint32(block.timestamp)});

        emit ReleasePublished(modelId, sequence, version, digest, size);
    }

    /// @inheritdoc ICatalog
    function model(ModelId modelId) external view returns (Model memory) {
        return _known(modelId);
    }

    /// @inheritdoc ICatalog
    function release(ModelId modelId, uint32 sequence) external view returns (Release memory) {
        return _releases[modelId][sequence];
    }

    function _known(ModelId modelId) private view returns (Model storage record) {
        record = _models[modelId];
        require(record.kind != ModelKind.None, CatalogUnknownModel(modelId));
    }
}
