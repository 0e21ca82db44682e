// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Networks} from "../../contracts/Networks.sol";
import {ICatalog} from "../../contracts/interfaces/ICatalog.sol";
import {INetworks} from "../../contracts/interfaces/INetworks.sol";
import {IOrganizations} from "../../contracts/interfaces/IOrganizations.sol";
import {Asn, ModelId, OrgId} from "../../contracts/types/Ids.sol";
import {AddressFamily, TestMethod} from "../../contracts/types/Kinds.sol";
import {vm} from "./Vm.sol";

/// Stands for organisations that let everybody do everything, each a network operator, and for a catalog of all models.
contract AnyBody {
    fallback() external {
        assembly ("memory-safe") {
            mstore(0, 1)
            mstore(32, 3) // OrgKind.NetworkOperator
            mstore(64, 0)
            return(0, 256)
        }
    }
}

/// Stands for the access manager: whoever asks may.
contract AnyManager {
    function canCall(address, address, bytes4) external pure returns (bool, uint32) {
        return (true, 0);
    }
}

/// Observations and weekly counts, whatever is said and whenever.
contract NetworksTest {
    Networks private networks;
    OrgId private constant OBSERVER = OrgId.wrap(5);
    uint256 private constant NOW = 1_800_000_000;

    function setUp() external {
        vm.warp(NOW);
        address any = address(new AnyBody());
        networks = new Networks(address(new AnyManager()), IOrganizations(any), ICatalog(any));
    }

    /// @param dice Times near the present, where the rules decide.
    function testFuzz_WhatIsKeptCanBe(
        uint32 asn,
        uint8[4] calldata kinds,
        uint32 blocked,
        uint32 received,
        uint256[3] calldata dice
    ) external {
        uint40 last = uint40(NOW + 1 hours - (dice[0] % 100 days));
        INetworks.Observation memory found = INetworks.Observation({
            asn: Asn.wrap(kinds[0] == 0 ? 0 : asn),
            family: AddressFamily(kinds[1] % 3),
            method: TestMethod(kinds[2] % 5),
            blocked: kinds[3] % 4 == 0 ? 0 : blocked,
            received: kinds[3] % 3 == 0 ? 0 : received,
            first: uint40(last + 1 days - (dice[1] % 20 days)),
            last: last,
            expiresAt: uint40(NOW - 1 days + (dice[2] % 200 days)),
            evidence: bytes32(uint256(kinds[0] % 16))
        });
        bool sound =
            Asn.unwrap(found.asn) != 0 &&
                found.family != AddressFamily.None &&
                found.method != TestMethod.None &&
                found.evidence != 0 &&
                (found.blocked > 0 || found.received > 0) &&
                found.first <= found.last &&
                found.last <= NOW &&
                found.expiresAt > NOW &&
                found.expiresAt <= found.last + 180 days;
        require(_records(found) == sound, "sound");
        INetworks.Observed memory kept = networks.observed(OBSERVER, found.asn, found.family, found.method);
        require(kept.blocked == (sound ? found.blocked : 0) && kept.received == (sound ? found.received : 0), "counts");
        require(kept.last == (sound ? found.last : 0) && kept.expiresAt == (sound ? found.expiresAt : 0), "times");
        require(kept.recordedAt == (sound ? NOW : 0), "recorded");
    }

    function testFuzz_TheNewestTestNeverGetsOlderAndNothingElseMoves(uint256[12] calldata dice) external {
        uint40[2][2] memory newest;
        for (uint256 i = 0; i < dice.length; ++i) {
            (uint256 asn, uint256 family) = (dice[i] % 2, (dice[i] >> 8) % 2);
            INetworks.Observation memory found = INetworks.Observation({
                asn: Asn.wrap(uint32(1 + asn)),
                family: AddressFamily(uint8(1 + family)),
                method: TestMethod.Client,
                blocked: uint32(i + 1),
                received: 0,
                first: 1,
                last: uint40(NOW - ((dice[i] >> 16) % 10)),
                expiresAt: uint40(NOW + 1),
                evidence: bytes32(uint256(1))
            });
            bool newer = found.last >= newest[asn][family];
            require(_records(found) == newer, "older");
            if (newer) newest[asn][family] = found.last;
            for (uint256 a = 0; a < 2; ++a)
                for (uint256 f = 0; f < 2; ++f) require(_last(a, f) == newest[a][f], "another moved");
        }
    }

    function testFuzz_NoPublishedNumberPointsAtAPerson(
        uint32[3][3] calldata numbers,
        uint96[3] calldata models,
        bool large
    ) external {
        INetworks.AbuseCount[] memory counts = new INetworks.AbuseCount[](3);
        bool sound = true;
        for (uint256 i = 0; i < 3; ++i) {
            uint256 sum;
            uint32[3] memory own;
            for (uint256 k = 0; k < 3; ++k) {
                own[k] = numbers[i][k] % 12;
                if (large && own[k] < 5) own[k] = 0;
                sound = sound && (own[k] == 0 || own[k] >= 5);
                sum += own[k];
            }
            sound = sound && sum != 0 && (i == 0 || models[i] % 64 > models[i - 1] % 64);
            counts[i] = INetworks.AbuseCount(ModelId.wrap(models[i] % 64), own[0], own[1], own[2]);
        }
        networks.assignNetwork(Asn.wrap(1), OBSERVER, "reason");
        require(_counts(100, counts) == sound, "sound");
        require(networks.isCounted(Asn.wrap(1), 100) == sound, "counted");
    }

    function testFuzz_AWeekIsPublishedOnceAndNotBeforeItIsOver(uint32 week, uint32 other, uint40 time) external {
        networks.assignNetwork(Asn.wrap(1), OBSERVER, "reason");
        uint256 over = uint256(week) * 7 days + 4 days;
        vm.warp(time);
        INetworks.AbuseCount[] memory none;
        require(_counts(week, none) == (time >= over), "over");
        vm.warp(over + 1);
        require(_counts(week, none) == (time < over), "once");
        require(networks.isCounted(Asn.wrap(1), other) == (other == week), "another week");
        require(!networks.isCounted(Asn.wrap(2), week), "another network");
    }

    function _last(uint256 asn, uint256 family) private view returns (uint40) {
        AddressFamily of_ = AddressFamily(uint8(1 + family));
        return networks.observed(OBSERVER, Asn.wrap(uint32(1 + asn)), of_, TestMethod.Client).last;
    }

    function _records(INetworks.Observation memory found) private returns (bool recorded) {
        INetworks.Observation[] memory one = new INetworks.Observation[](1);
        one[0] = found;
        (recorded, ) = address(networks).call(abi.encodeCall(INetworks.recordObservations, (OBSERVER, one)));
    }

    function _counts(uint32 week, INetworks.AbuseCount[] memory counts) private returns (bool counted) {
        (counted, ) = address(networks).call(abi.encodeCall(INetworks.countAbuse, (Asn.wrap(1), week, counts)));
    }
}
