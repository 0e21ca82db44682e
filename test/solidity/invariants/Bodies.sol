// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IOrganizations} from "../../../contracts/interfaces/IOrganizations.sol";
import {OrgId} from "../../../contracts/types/Ids.sol";
import {OrgKind, Permission} from "../../../contracts/types/Kinds.sol";
import {Log} from "../Vm.sol";
import {Judge} from "./Judge.sol";

/// The model of the bodies: who leads them, which of their keys may do what and from when, as the events tell it.
abstract contract Bodies is Judge {
    struct Standing {
        OrgKind kind;
        bool suspended;
        address admin;
        address offered; // the admin's place
        uint256 admittedAt;
    }

    struct Rights {
        uint16 permissions;
        uint256 recallsFrom;
    }

    uint16 internal constant RECALL_RIGHTS = Permission.RECALL_DRAFT | Permission.RECALL_RELEASE;
    uint256 internal constant WORLDS_BODIES = 7;

    /// By number, which is one less than the id.
    Standing[] internal standings;
    mapping(OrgId orgId => mapping(address key => Rights rights)) internal rightsOf;
    /// Attempts to act for a body, by what was wrong with the key: a stranger's, without the permission, another
    /// body's, a suspended body's.
    uint256[4] internal repelled;

    constructor() {
        uint256 start = block.timestamp - 30 days; // the world took as long
        for (uint256 i = 0; i < WORLDS_BODIES; ++i) {
            Body memory body = _bodyAt(i);
            OrgKind kind = i < 3 ? OrgKind.Manufacturer : OrgKind.Regulator;
            if (i > 3) kind = i == 6 ? OrgKind.Laboratory : OrgKind.Repairer;
            standings.push(Standing(kind, i == 5, address(this), address(0), start));
            rightsOf[body.id][body.drafter] = Rights(Permission.RECALL_DRAFT, start);
            rightsOf[body.id][body.releaser] = Rights(255 & ~Permission.RECALL_DRAFT, start);
            rightsOf[body.id][body.allRights] = Rights(255, start);
        }
    }

    // ---- the model ----

    function _bodyAt(uint256 number) internal view returns (Body memory) {
        if (number == 0) return boardMaker;
        if (number == 1) return brand;
        if (number == 2) return kitMaker;
        if (number == 3) return regulator;
        if (number == 4) return repairer;
        return number == 5 ? suspendedRepairer : laboratory;
    }

    function _standing(OrgId id) internal view returns (Standing storage) {
        return standings[OrgId.unwrap(id) - 1];
    }

    function _permissionsOf(OrgId id, address key) internal view returns (uint16) {
        Rights memory rights = rightsOf[id][key];
        return block.timestamp < rights.recallsFrom ? rights.permissions & ~RECALL_RIGHTS : rights.permissions;
    }

    function _may(OrgId id, address key, uint16 permission) internal view returns (bool) {
        return _permissionsOf(id, key) & permission != 0;
    }

    /// @param standing Whether a suspended body may not.
    function _may(OrgId id, address key, uint16 permission, bool standing) internal view returns (bool) {
        return _may(id, key, permission) && !(standing && _standing(id).suspended);
    }

    /// Whoever tries to act for a body: mostly the key that has the right, else a stranger, the body's drafter or
    /// another body's key.
    function _officer(
        Body memory body,
        uint16 permission,
        bool standing,
        uint256 who
    ) internal returns (address key, bool may) {
        uint256 kind = who % 8;
        key = kind == 4 ? body.allRights : body.releaser;
        if (kind == 5) key = thief;
        if (kind == 6) key = body.drafter;
        if (kind == 7) key = (body.id == brand.id ? kitMaker : brand).releaser;
        may = _may(body.id, key, permission, standing);
        if (may) return (key, true);
        if (kind == 5) ++repelled[0];
        else if (kind == 7) ++repelled[2];
        else ++repelled[_may(body.id, key, permission) ? 3 : 1];
    }

    // ---- what the events say ----

    function _judge(Log memory log) internal virtual override {
        super._judge(log);
        bytes32 topic = log.topics[0];
        if (topic == IOrganizations.OrganizationAdmitted.selector) return _judgeAdmission(log);
        if (topic == IOrganizations.OperatorSet.selector) return _judgeOperator(log);
        if (topic == IOrganizations.OrganizationSuspensionSet.selector)
            (standings[uint256(log.topics[1]) - 1].suspended, ) = abi.decode(log.data, (bool, string));
        if (topic == IOrganizations.AdminOffered.selector)
            standings[uint256(log.topics[1]) - 1].offered = address(uint160(uint256(log.topics[2])));
        if (topic != IOrganizations.AdminChanged.selector) return;
        Standing storage body = standings[uint256(log.topics[1]) - 1];
        (body.admin, body.offered) = (address(uint160(uint256(log.topics[2]))), address(0));
    }

    function _judgeAdmission(Log memory log) private {
        OrgKind kind = OrgKind(uint256(log.topics[2]));
        standings.push(Standing(kind, false, address(uint160(uint256(log.topics[3]))), address(0), block.timestamp));
        if (uint256(log.topics[1]) != standings.length) _fault(OFFICE);
    }

    /// Whoever gains a right over recalls waits three days, but on the first day of its body.
    function _judgeOperator(Log memory log) private {
        OrgId id = OrgId.wrap(uint32(uint256(log.topics[1])));
        Rights storage rights = rightsOf[id][address(uint160(uint256(log.topics[2])))];
        (uint16 permissions, uint256 from) = abi.decode(log.data, (uint16, uint256));
        bool atOnce = block.timestamp < _standing(id).admittedAt + 1 days;
        if (permissions & ~rights.permissions & RECALL_RIGHTS != 0)
            rights.recallsFrom = block.timestamp + (atOnce ? 0 : 3 days);
        if (from != rights.recallsFrom) _fault(0);
        rights.permissions = permissions;
    }
}
