// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICatalog} from "./interfaces/ICatalog.sol";
import {IOrganizations} from "./interfaces/IOrganizations.sol";
import {Gtin} from "./libraries/Gtin.sol";
import {ModelId, ModelIds, OrgId} from "./types/Ids.sol";
import {CredentialClass, KeyClass, ModelKind, OrgKind, Permission} from "./types/Kinds.sol";

/// @title Models and releases, documented on `ICatalog`
contract Catalog is ICatalog {
    IOrganizations public immutable organizations;

    mapping(ModelId modelId => Model record) private _models;
    mapping(ModelId modelId => mapping(uint32 sequence => Release record)) private _releases;
    mapping(ModelId modelId => Declaration record) private _declarations;
    mapping(ModelId modelId => mapping(OrgId laboratory => Certificate record)) private _certificates;

    constructor(IOrganizations organizations_) {
        organizations = organizations_;
    }

    // ---- makers ----

    /// @inheritdoc ICatalog
    function registerModel(
        OrgId orgId,
        uint64 gtin,
        ModelKind kind,
        uint32 supportEnd,
        string calldata name
    ) external returns (ModelId modelId) {
        organizations.authorizeKind(orgId, msg.sender, Permission.MODELS, OrgKind.Manufacturer);
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
        _releases[modelId][sequence] = Release({
            digest: digest,
            size: size,
            publishedAt: uint32(block.timestamp),
            revoked: false
        });

        emit ReleasePublished(modelId, sequence, version, digest, size);
    }

    /// @inheritdoc ICatalog
    function revokeRelease(ModelId modelId, uint32 sequence, string calldata reason) external {
        organizations.authorize(modelId.org(), msg.sender, Permission.RELEASES);
        require(isCurrent(modelId, sequence), CatalogNoSuchRelease(modelId, sequence));

        _releases[modelId][sequence].revoked = true;

        emit ReleaseRevoked(modelId, sequence, reason);
    }

    /// @inheritdoc ICatalog
    function declareSecurity(
        ModelId modelId,
        CredentialClass credentials,
        KeyClass keys,
        bytes32 digest
    ) external returns (uint16 version) {
        organizations.authorize(modelId.org(), msg.sender, Permission.MODELS);
        _known(modelId);
        bool complete = credentials != CredentialClass.None && keys != KeyClass.None && digest != 0;
        require(complete, CatalogInvalidDeclaration());

        version = _declarations[modelId].version + 1;
        _declarations[modelId] = Declaration({
            digest: digest,
            credentials: credentials,
            keys: keys,
            version: version,
            declaredAt: uint32(block.timestamp)
        });

        emit SecurityDeclared(modelId, version, credentials, keys, digest);
    }

    // ---- laboratories ----

    /// @inheritdoc ICatalog
    function certify(OrgId laboratory, ModelId modelId, uint16 version, uint32 validUntil, bytes32 report) external {
        organizations.authorizeKind(laboratory, msg.sender, Permission.CERTIFICATES, OrgKind.Laboratory);
        bool inForce = version != 0 && version == _declarations[modelId].version;
        require(inForce && validUntil > block.timestamp && report != 0, CatalogInvalidCertificate());

        _certificates[modelId][laboratory] = Certificate({
            report: report,
            version: version,
            validUntil: validUntil,
            revoked: false
        });

        emit ModelCertified(modelId, laboratory, version, validUntil, report);
    }

    /// @inheritdoc ICatalog
    function revokeCertificate(OrgId laboratory, ModelId modelId, string calldata reason) external {
        organizations.authorize(laboratory, msg.sender, Permission.CERTIFICATES);
        Certificate storage record = _certificates[modelId][laboratory];
        require(record.version != 0 && !record.revoked, CatalogNoSuchCertificate(modelId, laboratory));

        record.revoked = true;

        emit CertificateRevoked(modelId, laboratory, reason);
    }

    // ---- reading ----

    /// @inheritdoc ICatalog
    function model(ModelId modelId) external view returns (Model memory) {
        return _known(modelId);
    }

    /// @inheritdoc ICatalog
    function release(ModelId modelId, uint32 sequence) external view returns (Release memory) {
        return _releases[modelId][sequence];
    }

    /// @inheritdoc ICatalog
    function isCurrent(ModelId modelId, uint32 sequence) public view returns (bool) {
        Release storage record = _releases[modelId][sequence];
        return record.publishedAt != 0 && !record.revoked;
    }

    /// @inheritdoc ICatalog
    function declaration(ModelId modelId) external view returns (Declaration memory) {
        return _declarations[modelId];
    }

    /// @inheritdoc ICatalog
    function certificate(ModelId modelId, OrgId laboratory) external view returns (Certificate memory) {
        return _certificates[modelId][laboratory];
    }

    // ---- internal ----

    function _known(ModelId modelId) private view returns (Model storage record) {
        record = _models[modelId];
        require(record.kind != ModelKind.None, CatalogUnknownModel(modelId));
    }
}
