// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDevices} from "../../../contracts/interfaces/IDevices.sol";
import {ICases} from "../../../contracts/interfaces/recalls/ICases.sol";
import {IScopes} from "../../../contracts/interfaces/recalls/IScopes.sol";
import {DeviceId, RecallId} from "../../../contracts/types/Ids.sol";
import {Adversaries} from "./Adversaries.sol";

/// Everybody at once, and what must hold after whatever they did.
contract Everybody is Adversaries {
    function requireNoFault(uint256 invariant, string memory what) external view {
        require(faults[invariant] == 0, what);
    }

    /// I1: the register, the model and the sum of all balances agree on who owns what.
    function requireOneOwnerEach() external view {
        uint256 owned = 0;
        for (uint256 number = 0; number < UNITS; ++number) {
            require(devices.device(DeviceId.wrap(_id(number))).owner == units[number].owner, "another owner");
            if (units[number].owner != address(0)) ++owned;
        }
        uint256 balances = devices.balanceOf(thief);
        for (uint256 i = 0; i < OWNERS; ++i) balances += devices.balanceOf(owners[i]);
        require(balances == owned, "balances");
    }

    /// I2: whoever owns a unit is who last proved that it may.
    function requireProofs() external view {
        for (uint256 number = 0; number < UNITS; ++number) {
            require(devices.device(DeviceId.wrap(_id(number))).owner == entitled[number], "not entitled");
        }
    }

    /// I3: every version and item that was ever published is still there, as it was.
    function requireHistory() external view {
        for (uint256 i = 0; i < cases.length; ++i) {
            Case storage record = cases[i];
            RecallId id = RecallId.wrap(uint32(i + 1));
            ICases.Recall memory said = recalls.recall(id);
            require(said.version == record.notices.length, "version");
            require(said.notice == record.notices[record.notices.length - 1], "notice");
            require(said.state == record.state && said.severity == record.severity, "state");
            require(said.issuer == record.issuer && said.scopeCount == itemsOf[i + 1].length, "scope");
            // The oldest, the newest, and one that changes with what has happened.
            _requireItem(id, 0);
            _requireItem(id, said.scopeCount - 1);
            _requireItem(id, accepted % said.scopeCount);
        }
    }

    /// I4: by one way or another a case means exactly what it ever named and never visibly took out.
    function requireScope() external view {
        if (cases.length == 0) return;
        uint256 recallId = 1 + ((accepted + refused) % cases.length);
        for (uint256 number = 0; number < UNITS; ++number) {
            uint256 way = (accepted + number) % 4;
            bool said = recalls.affects(RecallId.wrap(uint32(recallId)), DeviceId.wrap(_id(number)), _path(way));
            require(said == _affected(recallId, number, way), "affected");
        }
    }

    /// I9: epoch, release and evidence are what the events told last.
    function requireEverythingSeen() external view {
        for (uint256 number = 0; number < UNITS; ++number) {
            IDevices.Device memory said = devices.device(DeviceId.wrap(_id(number)));
            require(said.epoch == units[number].epoch, "epoch");
            require(said.release == units[number].release && said.evidence == units[number].evidence, "statement");
            require(said.stated / 256 == units[number].stated, "stated");
        }
    }

    function requireFewIdle() external view {
        uint256 calls = accepted + refused + idle;
        // A few more are chance in a short run; Reach.t.sol has a long one, and no such allowance.
        require(idle * 20 <= calls + 100, "idle");
    }

    function figures() external view returns (uint256, uint256, uint256) {
        return (accepted, refused, idle);
    }

    function count(bytes32 topic) external view returns (uint256) {
        return seen[topic];
    }

    function _requireItem(RecallId id, uint256 position) private view {
        IScopes.ScopeItem memory said = recalls.scopeItem(id, position);
        IScopes.ScopeItem memory known = itemsOf[RecallId.unwrap(id)][position];
        require(keccak256(abi.encode(said)) == keccak256(abi.encode(known)), "item");
    }
}

/// The invariants of the register that can be seen on chain. The numbers are those of docs/protocol.md.
contract RegisterTest {
    Everybody private _everybody;

    function setUp() external {
        _everybody = new Everybody();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_everybody);
    }

    function invariant_I1_OneUnitHasAtMostOneOwner() external view {
        _everybody.requireNoFault(1, "a title moved from nobody, or against its owner's will");
        _everybody.requireOneOwnerEach();
    }

    function invariant_I2_TitlesComeFromProofs() external view {
        _everybody.requireNoFault(2, "a title without a proof");
        _everybody.requireProofs();
    }

    function invariant_I3_HistoryOnlyGrows() external view {
        _everybody.requireNoFault(3, "history changed");
        _everybody.requireHistory();
    }

    function invariant_I4_ScopeShrinksByVisibleExclusionOnly() external view {
        _everybody.requireNoFault(4, "a scope changed without a draft of its own day");
        _everybody.requireScope();
    }

    function invariant_I8_NoSignatureServesTwice() external view {
        _everybody.requireNoFault(8, "a signature served twice, elsewhere or for someone else");
    }

    function invariant_I9_NothingGoesBackUnseen() external view {
        _everybody.requireNoFault(9, "an epoch or evidence went back");
        _everybody.requireEverythingSeen();
    }

    function invariant_I11_EveryWriterTells() external view {
        _everybody.requireNoFault(11, "a change without an event");
    }

    function invariant_NoRecallByOneKey() external view {
        _everybody.requireNoFault(0, "one key was enough");
    }

    function invariant_HardlyACallIsIdle() external view {
        _everybody.requireFewIdle();
    }
}
