// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICases} from "../../contracts/interfaces/recalls/ICases.sol";
import {IScopes} from "../../contracts/interfaces/recalls/IScopes.sol";
import {DeviceId, OrgId, RecallId} from "../../contracts/types/Ids.sol";
import {Evidence, Measure, ScopeKind, Severity} from "../../contracts/types/Kinds.sol";
import {World} from "./invariants/World.sol";
import {vm} from "./Vm.sol";

/// Scopes, paths and drafts against the plainest way to say the same.
contract RecallsTest is World {
    // ---- ranges ----

    /// Any ranges and exclusions of cameras, against eight bits.
    function testFuzz_RangesAreABitmap(uint256 dice) external {
        IScopes.ScopeItem[] memory scope = new IScopes.ScopeItem[](1 + (dice % 6));
        uint256 named = 0;
        uint256 excluded = 0;
        for (uint256 i = 0; i < scope.length; ++i) {
            uint256 roll = uint256(keccak256(abi.encode(dice, i)));
            uint32 first = uint32(roll % 8);
            uint32 last = first + uint32((roll >> 8) % (8 - first));
            bool out = i != 0 && (roll >> 16) % 3 == 0;
            scope[i] = IScopes.ScopeItem(ScopeKind.Batch, out, uint96(CAMERAS), first, last);
            for (uint32 unit = first; unit <= last; ++unit) {
                if (out) excluded |= 1 << unit;
                else named |= 1 << unit;
            }
        }
        RecallId id = _open(scope);
        for (uint256 unit = 0; unit < 10; ++unit) {
            bool expected = ((named & ~excluded) >> unit) & 1 == 1;
            require(recalls.affects(id, _device(CAMERAS, unit), "") == expected, "unit");
            require(!recalls.affects(id, _device(KITS, unit), ""), "another batch's unit");
        }
    }

    /// A time of making touches a window unless one is over before the other begins.
    function testFuzz_WindowsOfMaking(uint32 first, uint32 last, bool near) external {
        if (near) (first, last) = (900 + (first % 1200), 900 + (last % 1200));
        if (first > last) (first, last) = (last, first);
        bool apart = last < 1000 || 2000 < first; // cameras were made from 1000 to 2000
        _requireCameras(ScopeKind.Made, first, last, !apart);
    }

    function testFuzz_WindowsOfReleases(uint32 first, uint32 last, bool near) external {
        if (near) (first, last) = (first % 4, last % 4);
        if (first > last) (first, last) = (last, first);
        if (first == 0) ++first;
        if (last == 0) ++last;
        _requireCameras(ScopeKind.Shipped, first, last, first <= 2 && 2 <= last); // release 2 is installed
    }

    // ---- paths ----

    /// Boards are in part 0 of cameras 2..5, cameras in part 0 of kits 1..2: of all paths there are, only these lead to
    /// boards.
    function testFuzz_NoOtherPathLeadsToBoards(bytes calldata path, uint64 batch, uint32 unit, bool zeros) external {
        RecallId id = _openOver(ScopeKind.Component, uint96(BOARDS), 0, 0);
        batch = batch % 5;
        unit = unit % 10;
        bytes memory way = zeros ? new bytes(path.length % 10) : path;
        bool nothing = keccak256(way) == keccak256(new bytes(way.length));
        bool expected =
            nothing &&
                ((batch == BOARDS && way.length == 0 && unit < 4) ||
                    (batch == CAMERAS && way.length == 1 && 2 <= unit && unit <= 5) ||
                    (batch == KITS && way.length == 2 && 1 <= unit && unit <= 2));
        require(recalls.affects(id, _device(batch, unit), way) == expected, "path");
    }

    // ---- drafts ----

    /// What was drafted opens, and of what differs from it by one bit of its call only what says the same, as with an
    /// offset that points to another zero, be it far beyond the end.
    function testFuzz_NothingElseGoesByADraft(uint256 place, uint8 bit) external {
        ICases.Opening memory opening = _opening(_cameras(ScopeKind.Batch, uint96(CAMERAS), 1, 6));
        bytes memory call_ = abi.encodeCall(ICases.open, (opening));
        vm.prank(brand.drafter);
        recalls.draft(brand.id, keccak256(call_));
        bytes memory other = bytes.concat(call_);
        place = place % other.length;
        other[place] = bytes1(uint8(other[place]) ^ uint8(1 << (bit % 8)));
        require(_releases(other) || _releases(call_), "what was drafted");
        _requireAsDrafted(opening);
        require(!_releases(call_), "a second time");
    }

    /// Bytes after a call, which the contract does not read, do not make it another draft's.
    function testFuzz_ADraftIsOfTheCallAlone(bytes calldata more) external {
        bytes memory call_ = abi.encodeCall(ICases.open, (_opening(_cameras(ScopeKind.Batch, uint96(CAMERAS), 1, 6))));
        vm.prank(brand.drafter);
        recalls.draft(brand.id, keccak256(call_));
        require(_releases(bytes.concat(call_, more)), "the same opening");
        require(recalls.recall(RecallId.wrap(1)).version == 1, "open");
    }

    /// What makes a recall larger waits for nobody: two keys can do it in one second.
    function test_ALargerRecallTakesNoTime() external {
        RecallId id = _open(_cameras(ScopeKind.Batch, uint96(CAMERAS), 1, 2));
        bytes memory call_ = abi.encodeCall(
            ICases.amend,
            (
                ICases.Amendment({
                    recallId: id,
                    version: 2,
                    measure: Measure.Recall,
                    severity: Severity.Critical,
                    notice: bytes32(uint256(2)),
                    added: _cameras(ScopeKind.Batch, uint96(CAMERAS), 3, 6),
                    reason: "more units"
                })
            )
        );
        vm.prank(brand.drafter);
        recalls.draft(brand.id, keccak256(call_));
        require(_releases(call_) && recalls.recall(id).version == 2, "at once");
    }

    function _requireAsDrafted(ICases.Opening memory opening) private view {
        RecallId id = RecallId.wrap(1);
        ICases.Recall memory said = recalls.recall(id);
        require(said.issuer == opening.issuer && said.notice == opening.notice, "another case");
        require(said.measure == opening.measure && said.severity == opening.severity, "another measure");
        require(said.minEvidence == opening.minEvidence && said.version == 1 && said.scopeCount == 1, "another scope");
        bytes32 item = keccak256(abi.encode(recalls.scopeItem(id, 0)));
        require(item == keccak256(abi.encode(opening.scope[0])), "another item");
        require(recalls.fixOf(id, camera) == 0, "a fix");
    }

    // ---- the plain way ----

    function _requireCameras(ScopeKind kind, uint32 first, uint32 last, bool expected) private {
        RecallId id = _openOver(kind, (uint96(OrgId.unwrap(brand.id)) << 64) | 9506000140445, first, last);
        for (uint256 unit = 0; unit < 9; ++unit) {
            require(recalls.affects(id, _device(CAMERAS, unit), "") == (expected && unit < 8), "camera");
        }
    }

    function _openOver(ScopeKind kind, uint96 subject, uint32 first, uint32 last) private returns (RecallId) {
        return _open(_cameras(kind, subject, first, last));
    }

    function _cameras(
        ScopeKind kind,
        uint96 subject,
        uint32 first,
        uint32 last
    ) private pure returns (IScopes.ScopeItem[] memory scope) {
        scope = new IScopes.ScopeItem[](1);
        scope[0] = IScopes.ScopeItem(kind, false, subject, first, last);
    }

    function _opening(IScopes.ScopeItem[] memory scope) private view returns (ICases.Opening memory) {
        OrgId issuer = scope[0].kind == ScopeKind.Component ? boardMaker.id : brand.id;
        return
            ICases.Opening({
                issuer: issuer,
                measure: Measure.Recall,
                severity: Severity.High,
                minEvidence: Evidence.Owner,
                notice: keccak256("notice"),
                scope: scope,
                fixes: new ICases.Fix[](0)
            });
    }

    function _open(IScopes.ScopeItem[] memory scope) private returns (RecallId) {
        ICases.Opening memory opening = _opening(scope);
        Body memory body = opening.issuer == brand.id ? brand : boardMaker;
        vm.prank(body.drafter);
        recalls.draft(body.id, keccak256(abi.encodeCall(ICases.open, (opening))));
        vm.prank(body.releaser);
        return recalls.open(opening);
    }

    function _releases(bytes memory call_) private returns (bool success) {
        vm.prank(brand.releaser);
        // solhint-disable-next-line avoid-low-level-calls
        (success, ) = address(recalls).call(call_);
    }

    function _device(uint64 batch, uint256 unit) private pure returns (DeviceId) {
        return DeviceId.wrap((uint96(batch) << 32) | uint96(unit));
    }
}
