// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Asn, ModelId, OrgId} from "../types/Ids.sol";
import {AddressFamily, TestMethod} from "../types/Kinds.sol";

/// @title Networks: which autonomous systems let spoofed packets out, and how many devices attack from them
/// @notice Observers record what their tests of source address validation found (RFC 2827 = BCP 38; RFC 3704 and
/// RFC 8704 = BCP 84), per network and address family. The network's operator replies, asks for a retest, says which
/// programmes it is a member of, and publishes each week how many of its customers' devices were reported, by model.
/// @dev The contract holds what was observed and no verdict. What follows from it depends on the hour, on who is in
/// good standing and on what other observers say: `lib/domain/network-standing.ts`, recomputed by whoever reads.
interface INetworks {
    /// What one observer found in one network, in one address family, by one method. It replaces what the same observer
    /// said before; earlier ones stay in the history. Counts of tests, not tests: addresses stay with the observer.
    struct Observation {
        Asn asn;
        AddressFamily family;
        TestMethod method;
        uint32 blocked; // tests whose spoofed packets were dropped
        uint32 received; // tests whose spoofed packets arrived
        uint40 first; // Unix time of the oldest of these tests
        uint40 last; // Unix time of the newest
        uint40 expiresAt; // Unix time from which it says nothing any more; at most `MAX_VALIDITY` after `last`
        bytes32 evidence; // SHA-256 of the observer's report; what two observers draw from one report counts once
    }

    /// The counts of the latest, for contracts; the rest is in its event. One slot.
    struct Observed {
        uint32 blocked;
        uint32 received;
        uint40 last;
        uint40 expiresAt;
        uint40 recordedAt; // Unix time
    }

    /// What happened in one week with reports about devices of one model. Every number is 0 or at least `MIN_COUNT`:
    /// smaller ones could point at a person, and 0 stands for all of them.
    struct AbuseCount {
        ModelId modelId; // 0 for reports of which nobody knows the model, which come first
        uint32 reported; // reports that came in that week
        uint32 claimed; // reports whose device its owner claimed in that week, whenever they came
        uint32 remedied; // reports that closed in that week because their device was remedied
    }

    event NetworkAssigned(Asn indexed asn, OrgId indexed operator, string reason);
    event ObservationRecorded(OrgId indexed observer, Asn indexed asn, address indexed author, Observation observation);
    event ObservationWithdrawn(
        OrgId indexed observer,
        Asn indexed asn,
        address indexed author,
        AddressFamily family,
        TestMethod method,
        string reason
    );
    event NetworkReplied(
        Asn indexed asn,
        OrgId indexed operator,
        address indexed author,
        AddressFamily family,
        bool wantsRetest,
        string text
    );
    event MembershipClaimed(
        Asn indexed asn,
        OrgId indexed operator,
        address indexed author,
        string programme,
        uint40 since,
        string link
    );
    event AbuseCounted(
        Asn indexed asn,
        OrgId indexed operator,
        address indexed author,
        uint32 week,
        AbuseCount[] counts
    );

    error NetworksInvalidAsn(Asn asn);
    error NetworksInvalidObservation(Asn asn);
    error NetworksInvalidTime(Asn asn, uint40 first, uint40 last, uint40 expiresAt);
    error NetworksOlder(Asn asn, uint40 last, uint40 known);
    error NetworksNotObserved(Asn asn, OrgId observer);
    error NetworksNoOperator(Asn asn);
    error NetworksInvalidText();
    error NetworksInvalidMembership();
    error NetworksWeekNotOver(uint32 week, uint256 endsAt);
    error NetworksCountedBefore(Asn asn, uint32 week);
    error NetworksInvalidCounts(ModelId modelId);

    /// @notice Says which organisation runs a network, with a public reason; zero for none. Only governance, which has
    /// looked it up at the regional registry. A network can be observed without.
    function assignNetwork(Asn asn, OrgId operator, string calldata reason) external;

    /// @notice Records what an observer found, in as many networks as it likes; all of them or none. Needs
    /// `Permission.NETWORKS` in an observer in good standing.
    /// @dev An observation is never older than the one that it replaces.
    function recordObservations(OrgId observer, Observation[] calldata observations) external;

    /// @notice An observer takes its latest back, with a public reason. As `recordObservations`.
    function withdrawObservation(
        OrgId observer,
        Asn asn,
        AddressFamily family,
        TestMethod method,
        string calldata reason
    ) external;

    /// @notice The operator of a network says something about what was observed, and whether it wants a retest. Needs
    /// `Permission.NETWORKS` in the network's operator, in good standing.
    /// @param family None for both.
    /// @param text 1 to 1,000 bytes, for the public.
    function reply(Asn asn, AddressFamily family, bool wantsRetest, string calldata text) external;

    /// @notice The operator says that its network is a member of a programme such as MANRS: its word, no measurement.
    /// The last word about each programme counts. As `reply`.
    /// @param programme 1 to 40 bytes.
    /// @param since Unix time; 0 when it is not a member any more.
    /// @param link Where the programme itself names its members, 1 to 200 bytes.
    function claimMembership(Asn asn, string calldata programme, uint40 since, string calldata link) external;

    /// @notice Publishes a week of reports about devices in a network, once, after the week is over. As `reply`.
    /// @param week Number of the week, which begins on Monday, 0:00 UTC: floor((Unix time + 3 days) / 7 days). Twin:
    /// `lib/domain/week.ts`.
    /// @param counts By ascending model, without those of which everything is 0; none when there was nothing to count.
    function countAbuse(Asn asn, uint32 week, AbuseCount[] calldata counts) external;

    /// @notice The network's operator; zero when there is none.
    function operatorOf(Asn asn) external view returns (OrgId);

    /// @notice The counts that an observer recorded last, all zero when there are none or it took them back.
    function observed(
        OrgId observer,
        Asn asn,
        AddressFamily family,
        TestMethod method
    ) external view returns (Observed memory);

    /// @notice Whether a week of a network was published.
    function isCounted(Asn asn, uint32 week) external view returns (bool);
}
