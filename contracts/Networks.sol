// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ICatalog} from "./interfaces/ICatalog.sol";
import {INetworks} from "./interfaces/INetworks.sol";
import {IOrganizations} from "./interfaces/IOrganizations.sol";
import {Asn, ModelId, OrgId} from "./types/Ids.sol";
import {AddressFamily, OrgKind, Permission, TestMethod} from "./types/Kinds.sol";

/// @title Networks, documented on `INetworks`
contract Networks is INetworks, AccessManaged {
    /// How long after its newest test an observation may count: networks change their filters.
    uint256 public constant MAX_VALIDITY = 180 days;
    /// The smallest number of reports that is published.
    uint32 public constant MIN_COUNT = 5;

    IOrganizations public immutable organizations;
    ICatalog public immutable catalog;

    mapping(Asn asn => OrgId operator) private _operators;
    mapping(OrgId observer => mapping(uint256 key => Observed latest)) private _observed;
    mapping(Asn asn => mapping(uint256 group => uint256 weeks_)) private _counted;

    constructor(address accessManager, IOrganizations organizations_, ICatalog catalog_) AccessManaged(accessManager) {
        organizations = organizations_;
        catalog = catalog_;
    }

    // ---- governance ----

    /// @inheritdoc INetworks
    function assignNetwork(Asn asn, OrgId operator, string calldata reason) external restricted {
        _checkAsn(asn);
        _checkText(reason);
        if (OrgId.unwrap(operator) != 0) {
            OrgKind kind = organizations.organization(operator).kind; // reverts when there is none
            require(kind == OrgKind.NetworkOperator, IOrganizations.OrganizationsWrongKind(operator, kind));
        }

        _operators[asn] = operator;

        emit NetworkAssigned(asn, operator, reason);
    }

    // ---- observers ----

    /// @inheritdoc INetworks
    function recordObservations(OrgId observer, Observation[] calldata observations) external {
        organizations.authorizeKind(observer, msg.sender, Permission.NETWORKS, OrgKind.Observer);

        for (uint256 i = 0; i < observations.length; ++i) {
            Observation calldata found = observations[i];
            _checkObservation(found);
            Observed storage latest = _observed[observer][_key(found.asn, found.family, found.method)];
            require(found.last >= latest.last, NetworksOlder(found.asn, found.last, latest.last));

            (latest.blocked, latest.received) = (found.blocked, found.received);
            (latest.last, latest.expiresAt) = (found.last, found.expiresAt);
            latest.recordedAt = uint40(block.timestamp);

            emit ObservationRecorded(observer, found.asn, msg.sender, found);
        }
    }

    /// @inheritdoc INetworks
    function withdrawObservation(
        OrgId observer,
        Asn asn,
        AddressFamily family,
        TestMethod method,
        string calldata reason
    ) external {
        organizations.authorizeKind(observer, msg.sender, Permission.NETWORKS, OrgKind.Observer);
        uint256 key = _key(asn, family, method);
        require(_observed[observer][key].recordedAt != 0, NetworksNotObserved(asn, observer));
        _checkText(reason);

        delete _observed[observer][key];

        emit ObservationWithdrawn(observer, asn, msg.sender, family, method, reason);
    }

    // ---- network operators ----

    /// @inheritdoc INetworks
    function reply(Asn asn, AddressFamily family, bool wantsRetest, string calldata text) external {
        OrgId operator = _authorizeOperator(asn);
        _checkText(text);

        emit NetworkReplied(asn, operator, msg.sender, family, wantsRetest, text);
    }

    /// @inheritdoc INetworks
    function claimMembership(Asn asn, string calldata programme, uint40 since, string calldata link) external {
        OrgId operator = _authorizeOperator(asn);
        bool named = _within(programme, 40) && _within(link, 200);
        require(named && since <= block.timestamp, NetworksInvalidMembership());

        emit MembershipClaimed(asn, operator, msg.sender, programme, since, link);
    }

    /// @inheritdoc INetworks
    function countAbuse(Asn asn, uint32 week, AbuseCount[] calldata counts) external {
        OrgId operator = _authorizeOperator(asn);
        uint256 endsAt = (uint256(week) + 1) * 7 days - 3 days; // 1970-01-01 was a Thursday
        require(block.timestamp >= endsAt, NetworksWeekNotOver(week, endsAt));
        (uint256 group, uint256 bit) = (week >> 8, 1 << (week & 255));
        require(_counted[asn][group] & bit == 0, NetworksCountedBefore(asn, week));
        for (uint256 i = 0; i < counts.length; ++i) {
            ModelId modelId = counts[i].modelId;
            bool ascends = i == 0 || ModelId.unwrap(modelId) > ModelId.unwrap(counts[i - 1].modelId);
            require(ascends && _isPublishable(counts[i]), NetworksInvalidCounts(modelId));
            if (ModelId.unwrap(modelId) != 0) catalog.model(modelId); // reverts when there is none
        }

        _counted[asn][group] |= bit;

        emit AbuseCounted(asn, operator, msg.sender, week, counts);
    }

    // ---- reading ----

    /// @inheritdoc INetworks
    function operatorOf(Asn asn) external view returns (OrgId) {
        return _operators[asn];
    }

    /// @inheritdoc INetworks
    function observed(
        OrgId observer,
        Asn asn,
        AddressFamily family,
        TestMethod method
    ) external view returns (Observed memory) {
        return _observed[observer][_key(asn, family, method)];
    }

    /// @inheritdoc INetworks
    function isCounted(Asn asn, uint32 week) external view returns (bool) {
        return _counted[asn][week >> 8] & (1 << (week & 255)) != 0;
    }

    // ---- internal ----

    function _authorizeOperator(Asn asn) private view returns (OrgId operator) {
        operator = _operators[asn];
        require(OrgId.unwrap(operator) != 0, NetworksNoOperator(asn));
        organizations.authorizeKind(operator, msg.sender, Permission.NETWORKS, OrgKind.NetworkOperator);
    }

    function _key(Asn asn, AddressFamily family, TestMethod method) private pure returns (uint256) {
        return (uint256(Asn.unwrap(asn)) << 16) | (uint256(uint8(family)) << 8) | uint8(method);
    }

    function _checkAsn(Asn asn) private pure {
        require(Asn.unwrap(asn) != 0, NetworksInvalidAsn(asn)); // RFC 7607
    }

    function _checkObservation(Observation calldata found) private view {
        _checkAsn(found.asn);
        bool named = found.family != AddressFamily.None && found.method != TestMethod.None && found.evidence != 0;
        require(named && (found.blocked != 0 || found.received != 0), NetworksInvalidObservation(found.asn));
        bool past = found.first != 0 && found.first <= found.last && found.last <= block.timestamp;
        bool fresh = found.expiresAt > block.timestamp && found.expiresAt <= found.last + MAX_VALIDITY;
        require(past && fresh, NetworksInvalidTime(found.asn, found.first, found.last, found.expiresAt));
    }

    function _isPublishable(AbuseCount calldata count) private pure returns (bool) {
        bool large = _isZeroOrLarge(count.reported) && _isZeroOrLarge(count.claimed) && _isZeroOrLarge(count.remedied);
        return large && count.reported | count.claimed | count.remedied != 0;
    }

    function _isZeroOrLarge(uint32 number) private pure returns (bool) {
        return number == 0 || number >= MIN_COUNT;
    }

    function _checkText(string calldata text) private pure {
        require(_within(text, 1000), NetworksInvalidText());
    }

    function _within(string calldata text, uint256 max) private pure returns (bool) {
        return bytes(text).length != 0 && bytes(text).length <= max;
    }
}
