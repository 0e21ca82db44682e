// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IOrganizations} from "../../../contracts/interfaces/IOrganizations.sol";
import {ICases} from "../../../contracts/interfaces/recalls/ICases.sol";
import {IScopes} from "../../../contracts/interfaces/recalls/IScopes.sol";
import {RecallId} from "../../../contracts/types/Ids.sol";
import {Evidence, Measure, Permission, ScopeKind, Severity} from "../../../contracts/types/Kinds.sol";
import {console} from "hardhat/console.sol";
import {vm} from "../Vm.sol";
import {World} from "./World.sol";

/// No key of an organisation, whatever rights it has and though it be the admin's, can by itself open, narrow or end a
/// recall: an admin's not before the rights that it grants begin, any other's never. Shown by trying, from every set of
/// rights that a key can have, everything that its thief can do with it and with a fresh account, in every order, until
/// no new state comes up.
contract OneKeyTest is World {
    /// What the thief has brought about, and by which move after which state. Accounts: 0 nobody, 1 the stolen key, 2
    /// the fresh account. Rights: 1 to draft, 2 to release.
    struct State {
        uint256 from;
        uint256 move;
        uint256 admin;
        uint256[3] rights;
        uint256 aged; // which of the stolen key's rights it has had all the time
        uint256 drafter;
    }

    uint256 private constant MAX_STATES = 1024;
    uint256 private constant DELAY = 3 days;

    uint256 private constant MOVES = 15;

    address[3] private _accounts = [address(0), address(0x57013), address(0xF3E54)];
    bytes[4] private _steps;

    function setUp() external {
        IScopes.ScopeItem[] memory scope = new IScopes.ScopeItem[](1);
        scope[0] = IScopes.ScopeItem(ScopeKind.Batch, false, uint96(CAMERAS), 0, 7);
        bytes memory opening = abi.encodeCall(
            ICases.open,
            (
                ICases.Opening(
                    brand.id,
                    Measure.Recall,
                    Severity.High,
                    Evidence.Owner,
                    bytes32("notice"),
                    scope,
                    new ICases.Fix[](0)
                )
            )
        );
        RecallId id = RecallId.wrap(1);
        vm.prank(brand.drafter);
        recalls.draft(brand.id, keccak256(opening));
        require(_tries(brand.releaser, address(recalls), opening), "the two keys open a recall");

        scope[0].excluded = true;
        _steps[0] = opening;
        _steps[1] = abi.encodeCall(
            ICases.amend,
            (ICases.Amendment(id, 2, Measure.Recall, Severity.High, bytes32("notice"), scope, "none is affected"))
        );
        _steps[2] = abi.encodeCall(ICases.close, (id, "nothing to see"));
        _steps[3] = abi.encodeCall(ICases.withdraw, (id, "nothing to see"));
    }

    function test_NoKeyThatIsNotTheAdminsEverSucceeds() external {
        for (uint256 rights = 0; rights < 4; ++rights) {
            (uint256 states, bool succeeded) = _search(rights, false, 365 days);
            require(states != 0 && !succeeded, "alone");
        }
    }

    function test_NoAdminsKeySucceedsBeforeTheDelayIsOver() external {
        uint256 all = 0;
        for (uint256 rights = 0; rights < 4; ++rights) {
            (uint256 states, bool succeeded) = _search(rights, true, DELAY - 1);
            require(!succeeded, "alone");
            all += states;
        }
        console.log("      states that an admin's key can bring about:", all);
        require(all > 200, "the search gets somewhere");
    }

    /// The search does find a way where there is one.
    function test_AnAdminsKeySucceedsAfterIt() external {
        (, bool succeeded) = _search(0, true, DELAY);
        require(succeeded, "in three days");
    }

    // ---- the search ----

    /// @param patience How long the thief waits after everything else.
    /// @return states How many there are.
    /// @return succeeded Whether one key was enough in any of them.
    function _search(uint256 rights, bool admin, uint256 patience) private returns (uint256 states, bool succeeded) {
        uint256 before = vm.snapshotState();
        _start(rights, admin);
        uint256 start = vm.snapshotState();
        State[] memory found = new State[](MAX_STATES);
        found[states++] = State(0, MOVES, admin ? 1 : 0, [uint256(0), rights, 0], rights, 0);
        for (uint256 i = 0; i < states && !succeeded; ++i) {
            for (uint256 move = 0; move < MOVES; ++move) {
                State memory next = _after(found[i], i, move);
                if (_isKnown(found, states, next)) continue;
                vm.revertToState(start);
                if (_replay(found, i) && _moves(found[i], move)) found[states++] = next;
            }
            vm.revertToState(start);
            _replay(found, i);
            succeeded = _anySucceeds(found[i], 0) || _anySucceeds(found[i], patience);
        }
        vm.revertToStateAndDelete(before);
    }

    function _start(uint256 rights, bool admin) private {
        organizations.setOperator(brand.id, _accounts[1], _permissions(rights));
        if (admin) {
            organizations.offerAdmin(brand.id, _accounts[1]);
            vm.prank(_accounts[1]);
            organizations.acceptAdmin(brand.id);
        }
        vm.warp(block.timestamp + 365 days);
    }

    /// The state that a move would lead to. Moves 0 to 11 set the rights of an account, 12 gives the admin's place to
    /// the other account, 13 and 14 draft every step anew.
    function _after(State memory state, uint256 from, uint256 move) private pure returns (State memory next) {
        (next.from, next.move, next.admin, next.aged, next.drafter) = (
            from,
            move,
            state.admin,
            state.aged,
            state.drafter
        );
        for (uint256 i = 0; i < 3; ++i) next.rights[i] = state.rights[i];
        if (move < 12) next.rights[move / 4] = move % 4;
        if (move / 4 == 1) next.aged = state.aged & (move % 4);
        if (move == 12 && state.admin != 0) next.admin = 3 - state.admin;
        if (move > 12) next.drafter = move - 12;
    }

    function _isKnown(State[] memory found, uint256 count, State memory next) private pure returns (bool) {
        for (uint256 i = 0; i < count; ++i) {
            bool same = found[i].admin == next.admin && found[i].aged == next.aged && found[i].drafter == next.drafter;
            if (same && keccak256(abi.encode(found[i].rights)) == keccak256(abi.encode(next.rights))) return true;
        }
        return false;
    }

    function _replay(State[] memory found, uint256 i) private returns (bool) {
        if (found[i].move == MOVES) return true;
        return _replay(found, found[i].from) && _moves(found[found[i].from], found[i].move);
    }

    /// @return Whether the register let it happen.
    function _moves(State memory state, uint256 move) private returns (bool) {
        address admin = _accounts[state.admin];
        if (move < 12) {
            uint16 permissions = _permissions(move % 4);
            bytes memory set = abi.encodeCall(IOrganizations.setOperator, (brand.id, _accounts[move / 4], permissions));
            return _tries(admin, address(organizations), set);
        }
        if (move == 12) {
            address other = state.admin == 0 ? admin : _accounts[3 - state.admin];
            return
                _tries(admin, address(organizations), abi.encodeCall(IOrganizations.offerAdmin, (brand.id, other))) &&
                _tries(other, address(organizations), abi.encodeCall(IOrganizations.acceptAdmin, (brand.id)));
        }
        bool done = true;
        for (uint256 i = 0; i < 4; ++i) {
            bytes32 draft = keccak256(_steps[i]);
            _tries(_accounts[state.drafter], address(recalls), abi.encodeCall(ICases.discardDraft, (brand.id, draft)));
            bytes memory data = abi.encodeCall(ICases.draft, (brand.id, draft));
            done = _tries(_accounts[move - 12], address(recalls), data) && done;
        }
        return done;
    }

    /// Whether any step goes through after a while: as it was drafted before, or by a draft of that moment.
    function _anySucceeds(State memory state, uint256 wait) private returns (bool succeeded) {
        vm.warp(block.timestamp + wait);
        succeeded = _release();
        for (uint256 move = 13; move < 15 && !succeeded; ++move) succeeded = _moves(state, move) && _release();
    }

    function _release() private returns (bool succeeded) {
        for (uint256 i = 0; i < 8 && !succeeded; ++i) {
            succeeded = _tries(_accounts[1 + (i % 2)], address(recalls), _steps[i / 2]);
        }
    }

    function _permissions(uint256 rights) private pure returns (uint16) {
        return uint16((rights & 1) * Permission.RECALL_DRAFT + (rights >> 1) * Permission.RECALL_RELEASE);
    }

    function _tries(address by, address to, bytes memory data) private returns (bool success) {
        vm.prank(by);
        // solhint-disable-next-line avoid-low-level-calls
        (success, ) = to.call(data);
    }
}
