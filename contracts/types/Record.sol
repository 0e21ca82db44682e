// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Evidence} from "./Kinds.sol";

/// Everything that is kept of a unit, in one slot, so that a claim costs little more than any token and a statement
/// only rewrites it. A struct would be written member by member; this is read once and written once.
///
/// | bits      | member   |                                                      |
/// |-----------|----------|------------------------------------------------------|
/// | 0..159    | owner    | zero when unclaimed                                  |
/// | 160..175  | epoch    | rises at every change of owner                       |
/// | 176..207  | release  | sequence number stated last                          |
/// | 208..231  | stated   | Unix time of that statement / 256                    |
/// | 232..247  | since    | Unix time at which the owner got the title / 1 days  |
/// | 248..251  | flags    | bits of `Flag`                                       |
/// | 252..255  | evidence | for `release`                                        |
type Record is uint256;

using {
    Records.owner,
    Records.epoch,
    Records.release,
    Records.stated,
    Records.since,
    Records.flags,
    Records.evidence,
    Records.has,
    Records.withFlag,
    Records.withOwner,
    Records.withStatement
} for Record global;

library Records {
    uint256 private constant OWNER = (1 << 176) - 1; // with the epoch
    uint256 private constant STATEMENT = ((1 << 56) - 1) << 176;
    uint256 private constant SINCE = uint256(type(uint16).max) << 232;
    uint256 private constant FLAGS = uint256(15) << 248;
    uint256 private constant EVIDENCE = uint256(15) << 252;

    function owner(Record record) internal pure returns (address) {
        return address(uint160(Record.unwrap(record)));
    }

    function epoch(Record record) internal pure returns (uint16) {
        return uint16(Record.unwrap(record) >> 160);
    }

    function release(Record record) internal pure returns (uint32) {
        return uint32(Record.unwrap(record) >> 176);
    }

    function stated(Record record) internal pure returns (uint24) {
        return uint24(Record.unwrap(record) >> 208);
    }

    function since(Record record) internal pure returns (uint16) {
        return uint16(Record.unwrap(record) >> 232);
    }

    function flags(Record record) internal pure returns (uint8) {
        return uint8(Record.unwrap(record) >> 248) & 15;
    }

    function evidence(Record record) internal pure returns (Evidence) {
        return Evidence(Record.unwrap(record) >> 252);
    }

    function has(Record record, uint8 flag) internal pure returns (bool) {
        return record.flags() & flag != 0;
    }

    function withFlag(Record record, uint8 flag, bool on) internal pure returns (Record) {
        uint256 bit = uint256(flag) << 248;
        return Record.wrap(on ? Record.unwrap(record) | bit : Record.unwrap(record) & ~bit);
    }

    /// The next owner's record: what the unit runs stays as stated.
    function withOwner(Record record, address owner_, uint16 since_, uint8 flags_) internal pure returns (Record) {
        uint256 kept = Record.unwrap(record) & (STATEMENT | EVIDENCE);
        uint256 title = uint160(owner_) | (uint256(record.epoch() + 1) << 160);
        return Record.wrap(kept | title | (uint256(since_) << 232) | (uint256(flags_) << 248));
    }

    function withStatement(
        Record record,
        uint32 release_,
        uint24 stated_,
        Evidence evidence_
    ) internal pure returns (Record) {
        uint256 kept = Record.unwrap(record) & (OWNER | SINCE | FLAGS);
        uint256 statement = (uint256(release_) << 176) | (uint256(stated_) << 208) | (uint256(evidence_) << 252);
        return Record.wrap(kept | statement);
    }
}
