// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ModelId, OrgId} from "../types/Ids.sol";
import {ModelKind} from "../types/Kinds.sol";

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

    error CatalogInvalidModel();
    error CatalogInvalidGtin(uint64 gtin);
    error CatalogModelExists(ModelId modelId);
    error CatalogUnknownModel(ModelId modelId);
    error CatalogSupportNotLater(ModelId modelId, uint32 supportEnd, uint32 current);
    error CatalogInvalidRelease();
    error CatalogReleaseNotNewer(ModelId modelId, uint32 sequence, uint32 latest);

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

    /// @notice The model; reverts when there is none.
    function model(ModelId modelId) external view returns (Model memory);

    /// @notice The release; `publishedAt` is 0 when there is none.
    function release(ModelId modelId, uint32 sequence) external view returns (Release memory);
}
