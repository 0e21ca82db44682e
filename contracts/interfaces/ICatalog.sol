// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ModelId, OrgId} from "../types/Ids.sol";
import {CredentialClass, KeyClass, ModelKind} from "../types/Kinds.sol";

/// @title Models and their firmware releases
/// @notice A release is ordered by its sequence number and never by its version text: real version texts do not sort.
interface ICatalog {
    struct Model {
        // slot 0
        ModelKind kind;
        uint32 supportEnd; // Unix time until which security updates are promised; may only move later
        uint32 latestRelease; // highest sequence number published, 0 when none
    }

    struct Release {
        // slot 0
        bytes32 digest; // SHA-256 of the image
        // slot 1
        uint64 size; // bytes
        uint32 publishedAt; // Unix time; 0 when there is no such release
        bool revoked; // no longer counts as a remedy
    }

    /// What a maker states about the security of a model; the document has the provisions of ETSI EN 303 645.
    struct Declaration {
        // slot 0
        bytes32 digest; // SHA-256 of the document
        // slot 1
        CredentialClass credentials;
        KeyClass keys;
        uint16 version; // 1 for the first, 0 when there is none
        uint32 declaredAt; // Unix time
    }

    /// What a laboratory found about one version of a declaration.
    struct Certificate {
        // slot 0
        bytes32 report; // SHA-256 of the test report
        // slot 1
        uint16 version; // of the declaration that was tested
        uint32 validUntil; // Unix time
        bool revoked;
    }

    event ModelRegistered(
        ModelId indexed modelId,
        OrgId indexed orgId,
        uint64 indexed gtin,
        ModelKind kind,
        uint32 supportEnd,
        string name
    );
    event SupportExtended(ModelId indexed modelId, uint32 supportEnd);
    event ReleasePublished(
        ModelId indexed modelId,
        uint32 indexed sequence,
        string version,
        bytes32 digest,
        uint64 size
    );
    event ReleaseRevoked(ModelId indexed modelId, uint32 indexed sequence, string reason);
    event SecurityDeclared(
        ModelId indexed modelId,
        uint16 version,
        CredentialClass credentials,
        KeyClass keys,
        bytes32 digest
    );
    event ModelCertified(
        ModelId indexed modelId,
        OrgId indexed laboratory,
        uint16 version,
        uint32 validUntil,
        bytes32 report
    );
    event CertificateRevoked(ModelId indexed modelId, OrgId indexed laboratory, string reason);

    error CatalogInvalidModel();
    error CatalogInvalidGtin(uint64 gtin);
    error CatalogModelExists(ModelId modelId);
    error CatalogUnknownModel(ModelId modelId);
    error CatalogSupportNotLater(ModelId modelId, uint32 supportEnd, uint32 current);
    error CatalogInvalidRelease();
    error CatalogReleaseNotNewer(ModelId modelId, uint32 sequence, uint32 latest);
    error CatalogNoSuchRelease(ModelId modelId, uint32 sequence);
    error CatalogInvalidDeclaration();
    error CatalogInvalidCertificate();
    error CatalogNoSuchCertificate(ModelId modelId, OrgId laboratory);

    /// @notice Registers a model of a manufacturer. Needs `Permission.MODELS`.
    /// @param gtin GTIN-14 with a correct check digit.
    /// @param supportEnd Unix time until which security updates are promised.
    /// @param name 1 to 100 bytes.
    function registerModel(
        OrgId orgId,
        uint64 gtin,
        ModelKind kind,
        uint32 supportEnd,
        string calldata name
    ) external returns (ModelId modelId);

    /// @notice Moves the end of support later. Needs `Permission.MODELS`.
    function extendSupport(ModelId modelId, uint32 supportEnd) external;

    /// @notice Publishes a firmware release. Needs `Permission.RELEASES`; a suspended maker may still do so.
    /// @param sequence Higher than every earlier one of the model.
    /// @param version Text for people, 1 to 64 bytes.
    /// @param digest SHA-256 of the image, which stays with the maker.
    function publishRelease(
        ModelId modelId,
        uint32 sequence,
        string calldata version,
        bytes32 digest,
        uint64 size
    ) external;

    /// @notice Takes back a release, with a public reason: units that run it are no longer remedied by it. Needs
    /// `Permission.RELEASES`. There is no way back; publish a new one.
    function revokeRelease(ModelId modelId, uint32 sequence, string calldata reason) external;

    /// @notice Declares the security of a model anew; earlier versions stay in the history. Needs `Permission.MODELS`.
    function declareSecurity(
        ModelId modelId,
        CredentialClass credentials,
        KeyClass keys,
        bytes32 digest
    ) external returns (uint16 version);

    /// @notice A laboratory certifies the present declaration of a model. Needs `Permission.CERTIFICATES` in a
    /// laboratory in good standing.
    /// @param version The declaration's, so that nobody certifies what was declared a moment ago.
    /// @param validUntil Unix time, in the future.
    function certify(OrgId laboratory, ModelId modelId, uint16 version, uint32 validUntil, bytes32 report) external;

    /// @notice A laboratory takes its certificate back, with a public reason; it may certify again.
    function revokeCertificate(OrgId laboratory, ModelId modelId, string calldata reason) external;

    /// @notice The model; reverts when there is none.
    function model(ModelId modelId) external view returns (Model memory);

    /// @notice The release; `publishedAt` is 0 when there is none.
    function release(ModelId modelId, uint32 sequence) external view returns (Release memory);

    /// @notice Whether the release exists and was not revoked: only then does it count as a remedy.
    function isCurrent(ModelId modelId, uint32 sequence) external view returns (bool);

    /// @notice The declaration in force; `version` is 0 when there is none.
    function declaration(ModelId modelId) external view returns (Declaration memory);

    /// @notice The laboratory's last certificate; `version` is 0 when there is none. It certifies something only while
    /// its version is the declaration's, `validUntil` lies ahead, it is not revoked and the laboratory not suspended.
    function certificate(ModelId modelId, OrgId laboratory) external view returns (Certificate memory);
}
