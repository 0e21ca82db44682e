// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {OrgId} from "../types/Ids.sol";
import {OrgKind} from "../types/Kinds.sol";

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
        bool secondKey; // whoever releases a recall must not be who drafted it
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
    event OperatorSet(OrgId indexed orgId, address indexed operator, uint8 permissions);
    event SecondKeyRequired(OrgId indexed orgId);

    error OrganizationsUnknown(OrgId orgId);
    error OrganizationsInvalidAdmission();
    error OrganizationsNotAdmin(OrgId orgId, address account);
    error OrganizationsNotPermitted(OrgId orgId, address account, uint8 permission);
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

    /// @notice Sets all permissions of an operator (bits of `Permission`); 0 removes it. Only the body's admin.
    function setOperator(OrgId orgId, address operator, uint8 permissions) external;

    /// @notice Demands from now on that recalls are drafted and released by different keys. Only the body's admin.
    /// @dev There is no way back: a rule that one stolen key can switch off protects nothing.
    function requireSecondKey(OrgId orgId) external;

    /// @notice The body; reverts when there is none.
    function organization(OrgId orgId) external view returns (Organization memory);

    /// @notice Permission bits of `operator` in a body, 0 when it has none.
    function permissionsOf(OrgId orgId, address operator) external view returns (uint8);

    /// @notice Reverts unless `account` holds `permission` in the body; returns the body, so that callers can go on
    /// to judge its kind and suspension without a second call.
    function authorize(OrgId orgId, address account, uint8 permission) external view returns (Organization memory);

    /// @notice As `authorize`, for acts that only a manufacturer in good standing may do.
    function authorizeMaker(OrgId orgId, address account, uint8 permission) external view;
}
