// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IOrganizations} from "../../../contracts/interfaces/IOrganizations.sol";
import {OrgId} from "../../../contracts/types/Ids.sol";
import {OrgKind, Permission} from "../../../contracts/types/Kinds.sol";
import {vm} from "../Vm.sol";
import {Issuers} from "./Issuers.sol";

/// Governance, which announces what it does a day before, and the admins of the bodies; and those who would like to be
/// either.
abstract contract Governors is Issuers {
    uint256 private constant MAX_BODIES = 12;

    // ---- governance ----

    function admit(uint256 kind_, uint256 admin, uint256 who, uint256 pause) external later(pause) {
        OrgKind kind = standings.length < MAX_BODIES ? OrgKind(kind_ % 7) : OrgKind.None;
        address led = admin % 8 == 0 ? address(0) : owners[admin % OWNERS];
        bool fits = kind != OrgKind.None && led != address(0);
        string memory name = vm.toString(++turn);
        _govern(fits, who, abi.encodeCall(IOrganizations.admit, (kind, led, name, "example.org", "DE")));
    }

    /// Suspensions are lifted sooner than they are put on, so that most bodies can go on.
    function suspend(uint256 which, uint256 dice, uint256 who, uint256 pause) external later(pause) {
        uint256 number = which % WORLDS_BODIES;
        if (number == 5) number = 1; // one repairer stays suspended
        bool suspended = standings[number].suspended ? dice % 4 == 0 : dice % 2 == 0;
        OrgId id = _bodyAt(number).id;
        string memory reason = vm.toString(++turn);
        _govern(true, who, abi.encodeCall(IOrganizations.setSuspended, (id, suspended, reason)));
    }

    function replaceAdmin(uint256 which, uint256 admin, uint256 who, uint256 pause) external later(pause) {
        OrgId id = OrgId.wrap(uint32(1 + (which % (standings.length + 1)))); // the last there is not
        address led = admin % 8 == 0 ? address(0) : _leader(admin);
        bool fits = OrgId.unwrap(id) <= standings.length && led != address(0);
        _govern(fits, who, abi.encodeCall(IOrganizations.replaceAdmin, (id, led, vm.toString(++turn))));
    }

    // ---- admins ----

    function setOperator(
        uint256 which,
        uint256 which_,
        uint256 dice,
        uint256 who,
        uint256 pause
    ) external later(pause) {
        uint256 number = which % standings.length;
        OrgId id = OrgId.wrap(uint32(number + 1));
        (address key, uint16 permissions) = (owners[which_ % OWNERS], 255);
        if (number < WORLDS_BODIES) {
            Body memory body = _bodyAt(number);
            key = which_ % 2 == 0 ? body.releaser : body.drafter;
            permissions = which_ % 2 == 0 ? 255 & ~Permission.RECALL_DRAFT : Permission.RECALL_DRAFT;
            if (which_ % 8 == 7) (key, permissions) = (body.allRights, 255);
        }
        if (dice % 4 == 0) permissions = uint16((dice >> 8) % 256);
        if (dice % 16 == 1) key = address(0);
        bytes memory data = abi.encodeCall(IOrganizations.setOperator, (id, key, permissions));
        _lead(number, key != address(0), who, data);
    }

    function offerAdmin(uint256 which, uint256 admin, uint256 who, uint256 pause) external later(pause) {
        uint256 number = which % standings.length;
        address led = admin % 8 == 0 ? address(0) : _leader(admin);
        _lead(number, true, who, abi.encodeCall(IOrganizations.offerAdmin, (OrgId.wrap(uint32(number + 1)), led)));
    }

    function acceptAdmin(uint256 which, uint256 who, uint256 pause) external later(pause) {
        uint256 number = which % standings.length;
        for (uint256 i = 0; i < standings.length && standings[number].offered == address(0); ++i) {
            number = (number + 1) % standings.length;
        }
        address offered = standings[number].offered;
        address sender = who % 4 == 0 || offered == address(0) ? standings[number].admin : offered;
        bytes memory data = abi.encodeCall(IOrganizations.acceptAdmin, (OrgId.wrap(uint32(number + 1))));
        _expect(OFFICE, sender == offered, sender, address(organizations), data);
    }

    // ---- who tries ----

    /// The governor in time or too early, who cannot but announce it first; else a stranger, who led governance when
    /// the register was set up, an admin or an operator of the regulator.
    function _govern(bool fits, uint256 who, bytes memory data) private {
        uint256 kind = who % 8;
        if (kind < 5) {
            bytes memory plan = abi.encodeCall(IAccessManager.schedule, (address(organizations), data, 0));
            _expect(OFFICE, true, governor, address(manager), plan);
            vm.warp(block.timestamp + (kind < 4 ? 1 days : 1 days - 1));
            return _expect(OFFICE, fits && kind < 4, governor, address(organizations), data);
        }
        address sender = kind == 5 ? thief : standings[0].admin;
        if (kind == 7) sender = who % 16 < 8 ? regulator.allRights : address(this);
        _expect(OFFICE, false, sender, address(organizations), data);
    }

    /// The body's admin, else a stranger, the body's own operator, or another body's admin.
    function _lead(uint256 number, bool fits, uint256 who, bytes memory data) private {
        uint256 kind = who % 8;
        address sender = standings[number].admin;
        if (kind == 5) sender = thief;
        if (kind == 6) sender = _bodyAt(number % WORLDS_BODIES).allRights;
        if (kind == 7) sender = standings[(number + 1) % standings.length].admin;
        _expect(OFFICE, fits && sender == standings[number].admin, sender, address(organizations), data);
    }

    /// Somebody who may come to lead a body.
    function _leader(uint256 dice) private view returns (address) {
        return dice % 3 == 0 ? address(this) : owners[dice % OWNERS];
    }
}
