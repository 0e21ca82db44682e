// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IOrganizations} from "./interfaces/IOrganizations.sol";
import {OrgId} from "./types/Ids.sol";
import {OrgKind} from "./types/Kinds.sol";

/// @title Organizations, documented on `IOrganizations`
contract Organizations is IOrganizations, AccessManaged {
    uint32 private _count;
    mapping(OrgId orgId => Organization body) private _organizations;
    mapping(OrgId orgId => mapping(address operator => uint8 permissions)) private _permissions;

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
        _organizations[orgId] = Organization({admin: admin, kind: kind, suspended: false, secondKey: false});

        emit OrganizationAdmitted(orgId, kind, admin, name, domain, country);
    }

    /// @inheritdoc IOrganizations
    function setSuspended(OrgId orgId, bool suspended, string calldata reason) external restricted {
        _known(orgId).suspended = suspended;

        emit OrganizationSuspensionSet(orgId, suspended, reason);
    }

    // ---- the organisation's admin ----

    /// @inheritdoc IOrganizations
    function setOperator(OrgId orgId, address operator, uint8 permissions) external {
        _onlyAdmin(orgId);

        _permissions[orgId][operator] = permissions;

        emit OperatorSet(orgId, operator, permissions);
    }

    /// @inheritdoc IOrganizations
    function requireSecondKey(OrgId orgId) external {
        _onlyAdmin(orgId).secondKey = true;

        emit SecondKeyRequired(orgId);
    }

    // ---- reading ----

    /// @inheritdoc IOrganizations
    function organization(OrgId orgId) external view returns (Organization memory) {
        return _known(orgId);
    }

    /// @inheritdoc IOrganizations
    function permissionsOf(OrgId orgId, address operator) external view returns (uint8) {
        return _permissions[orgId][operator];
    }

    /// @inheritdoc IOrganizations
    function authorize(OrgId orgId, address account, uint8 permission) external view returns (Organization memory) {
        return _authorize(orgId, account, permission);
    }

    /// @inheritdoc IOrganizations
    function authorizeMaker(OrgId orgId, address account, uint8 permission) external view {
        Organization memory body = _authorize(orgId, account, permission);
        require(body.kind == OrgKind.Manufacturer, OrganizationsWrongKind(orgId, body.kind));
        require(!body.suspended, OrganizationsSuspended(orgId));
    }

    // ---- internal ----

    function _authorize(OrgId orgId, address account, uint8 permission) private view returns (Organization storage) {
        require(_permissions[orgId][account] & permission != 0, OrganizationsNotPermitted(orgId, account, permission));
        return _organizations[orgId]; // exists: only its admin can have granted the permission
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
