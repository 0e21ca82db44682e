// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IOrganizations} from "./interfaces/IOrganizations.sol";
import {OrgId} from "./types/Ids.sol";
import {Evidence, OrgKind, Permission} from "./types/Kinds.sol";

/// @title Organizations, documented on `IOrganizations`
contract Organizations is IOrganizations, AccessManaged {
    /// How long after its grant a right over recalls begins: longer than governance needs to replace an admin.
    uint256 public constant RELEASE_DELAY = 3 days;
    /// How long after its admission a body appoints its first keys without that delay.
    uint256 public constant SETUP_TIME = 1 days;

    /// A recall takes one of each. If only one of them waited, an admin whose key also holds the other could appoint
    /// its own counterpart and need nobody.
    uint16 private constant RECALL_RIGHTS = Permission.RECALL_DRAFT | Permission.RECALL_RELEASE;

    struct Operator {
        uint16 permissions;
        uint32 releaseFrom; // Unix time from which `RECALL_RIGHTS` counts
    }

    uint32 private _count;
    mapping(OrgId orgId => Organization body) private _organizations;
    mapping(OrgId orgId => address admin) private _offers;
    mapping(OrgId orgId => mapping(address operator => Operator rights)) private _operators;

    constructor(address accessManager) AccessManaged(accessManager) {}

    // ---- governance ----

    /// @inheritdoc IOrganizations
    function admit(
        OrgKind kind,
        address admin,
        string calldata name,
        string calldata domain,
        string calldata country
    ) external restricted returns (OrgId orgId) {
        bool named = _within(name, 1, 100) && _within(domain, 1, 253) && _within(country, 2, 2);
        require(kind != OrgKind.None && admin != address(0) && named, OrganizationsInvalidAdmission());

        orgId = OrgId.wrap(++_count);
        _organizations[orgId] = Organization({
            admin: admin,
            kind: kind,
            suspended: false,
            admittedAt: uint32(block.timestamp)
        });

        emit OrganizationAdmitted(orgId, kind, admin, name, domain, country);
    }

    /// @inheritdoc IOrganizations
    function setSuspended(OrgId orgId, bool suspended, string calldata reason) external restricted {
        _known(orgId).suspended = suspended;

        emit OrganizationSuspensionSet(orgId, suspended, reason);
    }

    /// @inheritdoc IOrganizations
    function replaceAdmin(OrgId orgId, address admin, string calldata reason) external restricted {
        _known(orgId);
        require(admin != address(0), OrganizationsInvalidAdmin());

        _changeAdmin(orgId, admin, reason);
    }

    // ---- the organisation's admin ----

    /// @inheritdoc IOrganizations
    function setOperator(OrgId orgId, address operator, uint16 permissions) external {
        Organization storage body = _onlyAdmin(orgId);
        require(operator != address(0), OrganizationsInvalidOperator());

        Operator storage rights = _operators[orgId][operator];
        bool gains = permissions & ~rights.permissions & RECALL_RIGHTS != 0;
        bool atOnce = block.timestamp < body.admittedAt + SETUP_TIME;
        if (gains) rights.releaseFrom = uint32(atOnce ? block.timestamp : block.timestamp + RELEASE_DELAY);
        rights.permissions = permissions;

        emit OperatorSet(orgId, operator, permissions, rights.releaseFrom);
    }

    /// @inheritdoc IOrganizations
    function offerAdmin(OrgId orgId, address admin) external {
        _onlyAdmin(orgId);

        _offers[orgId] = admin;

        emit AdminOffered(orgId, admin);
    }

    /// @inheritdoc IOrganizations
    function acceptAdmin(OrgId orgId) external {
        require(_offers[orgId] == msg.sender, OrganizationsNotOffered(orgId, msg.sender));

        _changeAdmin(orgId, msg.sender, "");
    }

    // ---- reading ----

    /// @inheritdoc IOrganizations
    function organization(OrgId orgId) external view returns (Organization memory) {
        return _known(orgId);
    }

    /// @inheritdoc IOrganizations
    function permissionsOf(OrgId orgId, address operator) public view returns (uint16) {
        Operator storage rights = _operators[orgId][operator];
        bool waits = block.timestamp < rights.releaseFrom;
        return waits ? rights.permissions & ~RECALL_RIGHTS : rights.permissions;
    }

    /// @inheritdoc IOrganizations
    function authorize(OrgId orgId, address account, uint16 permission) external view returns (Organization memory) {
        return _authorize(orgId, account, permission);
    }

    /// @inheritdoc IOrganizations
    function authorizeKind(OrgId orgId, address account, uint16 permission, OrgKind kind) external view {
        Organization storage body = _inGoodStanding(orgId, account, permission);
        require(body.kind == kind, OrganizationsWrongKind(orgId, body.kind));
    }

    /// @inheritdoc IOrganizations
    function evidenceOf(OrgId orgId, address account, OrgId maker) external view returns (Evidence) {
        Organization storage body = _inGoodStanding(orgId, account, Permission.REPAIRS);
        if (body.kind == OrgKind.Repairer) return Evidence.Repairer;
        require(orgId == maker, OrganizationsWrongKind(orgId, body.kind));
        return Evidence.Maker;
    }

    // ---- internal ----

    function _changeAdmin(OrgId orgId, address admin, string memory reason) private {
        _organizations[orgId].admin = admin;
        delete _offers[orgId];

        emit AdminChanged(orgId, admin, reason);
    }

    function _authorize(OrgId orgId, address account, uint16 permission) private view returns (Organization storage) {
        bool permitted = permissionsOf(orgId, account) & permission != 0;
        require(permitted, OrganizationsNotPermitted(orgId, account, permission));
        return _organizations[orgId]; // exists: only its admin can have granted the permission
    }

    function _inGoodStanding(
        OrgId orgId,
        address account,
        uint16 permission
    ) private view returns (Organization storage body) {
        body = _authorize(orgId, account, permission);
        require(!body.suspended, OrganizationsSuspended(orgId));
    }

    function _onlyAdmin(OrgId orgId) private view returns (Organization storage body) {
        body = _known(orgId);
        require(body.admin == msg.sender, OrganizationsNotAdmin(orgId, msg.sender));
    }

    function _known(OrgId orgId) private view returns (Organization storage body) {
        body = _organizations[orgId];
        require(body.kind != OrgKind.None, OrganizationsUnknown(orgId));
    }

    function _within(string calldata text, uint256 min, uint256 max) private pure returns (bool) {
        return bytes(text).length >= min && bytes(text).length <= max;
    }
}
