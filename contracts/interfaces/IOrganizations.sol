// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {OrgId} from "../types/Ids.sol";
import {Evidence, OrgKind} from "../types/Kinds.sol";

/// @title The organisations that may write to the register, and who acts for them
/// @notice Governance admits and suspends; each organisation's admin names its operators. The admin itself holds no
/// permission until it grants one to its own key, so that the key that manages keys need not be in daily use.
/// @dev WARNING: everything an owner believes about a recall rests on admission. Governance must have checked that
/// the body controls `domain` before it admits; the register shows the domain, never a mere name.
interface IOrganizations {
    struct Organization {
        // slot 0
        address admin; // names operators
        OrgKind kind;
        bool suspended; // a maker may still recall and publish firmware, but register nothing new; others do nothing
        uint32 admittedAt; // Unix time
    }

    event OrganizationAdmitted(
        OrgId indexed orgId,
        OrgKind indexed kind,
        address indexed admin,
        string name,
        string domain,
        string country
    );
    event OrganizationSuspensionSet(OrgId indexed orgId, bool suspended, string reason);
    event OperatorSet(OrgId indexed orgId, address indexed operator, uint16 permissions, uint32 releaseFrom);
    event AdminOffered(OrgId indexed orgId, address indexed admin);
    event AdminChanged(OrgId indexed orgId, address indexed admin, string reason);

    error OrganizationsUnknown(OrgId orgId);
    error OrganizationsInvalidAdmission();
    error OrganizationsNotAdmin(OrgId orgId, address account);
    error OrganizationsNotOffered(OrgId orgId, address account);
    error OrganizationsInvalidAdmin();
    error OrganizationsInvalidOperator();
    error OrganizationsNotPermitted(OrgId orgId, address account, uint16 permission);
    error OrganizationsSuspended(OrgId orgId);
    error OrganizationsWrongKind(OrgId orgId, OrgKind kind);

    /// @notice Admits a body. Only governance.
    /// @param name Legal name, 1 to 100 bytes.
    /// @param domain Domain whose control was verified, lower case ASCII, 1 to 253 bytes (RFC 1035).
    /// @param country ISO 3166-1 alpha-2 code of its seat.
    function admit(
        OrgKind kind,
        address admin,
        string calldata name,
        string calldata domain,
        string calldata country
    ) external returns (OrgId orgId);

    /// @notice Suspends a body or lifts its suspension, with a public reason. Only governance.
    function setSuspended(OrgId orgId, bool suspended, string calldata reason) external;

    /// @notice Gives a body another admin, with a public reason, because its keys were lost or stolen. Only governance.
    /// Operators stay; the new admin must look through them.
    function replaceAdmin(OrgId orgId, address admin, string calldata reason) external;

    /// @notice Sets all permissions of an operator (bits of `Permission`); 0 removes it. Only the body's admin.
    /// @dev An operator who gains the right to draft or to release recalls may do neither until `releaseFrom`, three
    /// days later, for all to see; within a day of the body's admission, at once. Otherwise the admin's key could
    /// appoint a second key, or with one right of its own the counterpart, and speak to everyone at once. Address zero
    /// cannot be one: as it is also the author of what nobody drafted, no recall would need a draft.
    function setOperator(OrgId orgId, address operator, uint16 permissions) external;

    /// @notice Offers the body to another admin, who must accept; zero takes the offer back. Only the body's admin.
    function offerAdmin(OrgId orgId, address admin) external;

    /// @notice Accepts an offer, as the one to whom it was made.
    function acceptAdmin(OrgId orgId) external;

    /// @notice The body; reverts when there is none.
    function organization(OrgId orgId) external view returns (Organization memory);

    /// @notice Permission bits that `operator` may use now, 0 when it has none.
    function permissionsOf(OrgId orgId, address operator) external view returns (uint16);

    /// @notice Reverts unless `account` may use `permission` in the body; returns the body, so that callers can go on
    /// to judge its kind and suspension without a second call.
    function authorize(OrgId orgId, address account, uint16 permission) external view returns (Organization memory);

    /// @notice As `authorize`, for acts that only a body of one kind, in good standing, may do.
    function authorizeKind(OrgId orgId, address account, uint16 permission, OrgKind kind) external view;

    /// @notice How much the word of `account`, which must hold `REPAIRS` in the body, counts about products of
    /// `maker`: `Evidence.Repairer` for any repairer in good standing, `Evidence.Maker` for the maker itself.
    function evidenceOf(OrgId orgId, address account, OrgId maker) external view returns (Evidence);
}
