// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Evidence} from "../../contracts/types/Kinds.sol";
import {Record} from "../../contracts/types/Record.sol";
import {vm} from "./Vm.sol";

/// The packed slot, held to the table in its documentation: each member in its bits, and none touches another.
contract RecordTest {
    struct Members {
        address owner;
        uint16 epoch;
        uint32 release;
        uint24 stated;
        uint16 since;
        uint8 flags;
        uint8 evidence;
    }

    /// The table, written down a second time.
    function _pack(Members memory m) private pure returns (Record) {
        uint256 title = uint256(uint160(m.owner)) + uint256(m.epoch) * 2 ** 160;
        uint256 statement = uint256(m.release) * 2 ** 176 + uint256(m.stated) * 2 ** 208;
        uint256 rest = uint256(m.since) * 2 ** 232 + uint256(m.flags) * 2 ** 248 + uint256(m.evidence) * 2 ** 252;
        return Record.wrap(title + statement + rest);
    }

    function _valid(Members memory m) private pure returns (Members memory) {
        (m.flags, m.evidence) = (m.flags % 16, m.evidence % 5);
        return m;
    }

    function _requireEqual(Record record, Members memory m) private pure {
        require(Record.unwrap(record) == Record.unwrap(_pack(m)), "bits");
        require(record.owner() == m.owner, "owner");
        require(record.epoch() == m.epoch, "epoch");
        require(record.release() == m.release, "release");
        require(record.stated() == m.stated, "stated");
        require(record.since() == m.since, "since");
        require(record.flags() == m.flags, "flags");
        require(uint8(record.evidence()) == m.evidence, "evidence");
    }

    function testFuzz_EachMemberHasItsBits(Members memory m) external pure {
        m = _valid(m);
        _requireEqual(_pack(m), m);
    }

    /// Every member alone at its highest value, and all of them.
    function test_MembersAtTheirMaximum() external pure {
        Members memory all = Members({
            owner: address(type(uint160).max),
            epoch: type(uint16).max,
            release: type(uint32).max,
            stated: type(uint24).max,
            since: type(uint16).max,
            flags: 15,
            evidence: 4
        });
        _requireEqual(_pack(all), all);
        Members[7] memory alone;
        alone[0].owner = all.owner;
        alone[1].epoch = all.epoch;
        alone[2].release = all.release;
        alone[3].stated = all.stated;
        alone[4].since = all.since;
        alone[5].flags = all.flags;
        alone[6].evidence = all.evidence;
        for (uint256 i = 0; i < alone.length; ++i) _requireEqual(_pack(alone[i]), alone[i]);
    }

    function testFuzz_AFlagChangesNothingElse(Members memory m, uint8 flag, bool on) external pure {
        m = _valid(m);
        uint8 bit = uint8(1 << (flag % 4));
        Record changed = _pack(m).withFlag(bit, on);
        require(changed.has(bit) == on, "has");
        require(_pack(m).has(bit) == (m.flags & bit != 0), "had");
        m.flags = on ? m.flags | bit : m.flags & ~bit;
        _requireEqual(changed, m);
    }

    function testFuzz_ManyFlagsAreHeldIfOneIs(Members memory m, uint8 flags) external pure {
        m = _valid(m);
        require(_pack(m).has(flags % 16) == (m.flags & (flags % 16) != 0), "any");
    }

    function testFuzz_AnOwnerLeavesTheStatement(
        Members memory m,
        address owner,
        uint16 since,
        uint8 flags
    ) external pure {
        m = _valid(m);
        vm.assume(m.epoch != type(uint16).max);
        Record changed = _pack(m).withOwner(owner, since, flags % 16);
        (m.owner, m.since, m.flags) = (owner, since, flags % 16);
        ++m.epoch;
        _requireEqual(changed, m);
    }

    function test_TheLastEpochHasNoNext() external view {
        try this.nextOwner(type(uint16).max) {
            revert("an epoch came twice");
        } catch Panic(uint256 code) {
            require(code == 0x11, "overflow");
        }
        this.nextOwner(type(uint16).max - 1);
    }

    function nextOwner(uint16 epoch) external pure returns (Record) {
        Members memory m;
        m.epoch = epoch;
        return _pack(m).withOwner(address(1), 0, 0);
    }

    function testFuzz_AStatementLeavesTheTitle(
        Members memory m,
        uint32 release,
        uint24 stated,
        uint8 evidence
    ) external pure {
        m = _valid(m);
        Record changed = _pack(m).withStatement(release, stated, Evidence(evidence % 5));
        (m.release, m.stated, m.evidence) = (release, stated, evidence % 5);
        _requireEqual(changed, m);
    }
}
