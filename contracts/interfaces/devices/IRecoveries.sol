// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DeviceId} from "../../types/Ids.sol";
import {Basis, RecoveryState} from "../../types/Kinds.sol";
import {IOwnerSigned} from "../IOwnerSigned.sol";
import {IClaims} from "./IClaims.sol";

/// @title Recoveries: the wallet is lost, or the box came second hand
/// @notice The claim code or the device itself names a new owner. The present owner has 14 days to veto. A device's
/// signature outranks the code, the code outranks nothing. After a veto the maker may award the title to the vetoed
/// claimant, with a public reason and another 14 days' delay.
/// @dev WARNING: a maker that kept the claim codes can take titles this way, in public and never in less than 14 days.
interface IRecoveries {
    /// One slot.
    struct Recovery {
        address claimant;
        uint40 readyAt; // Unix time from which it may be completed; 0 while vetoed
        uint16 epoch; // of the title that is claimed
        Basis basis;
        RecoveryState state;
    }

    event RecoveryStarted(
        DeviceId indexed deviceId,
        address indexed owner,
        address indexed claimant,
        Basis basis,
        RecoveryState state,
        uint40 readyAt
    );
    event RecoveryVetoed(DeviceId indexed deviceId, address indexed owner, address indexed claimant);
    event TitleAwarded(
        DeviceId indexed deviceId,
        address indexed claimant,
        address indexed author,
        uint40 readyAt,
        string reason
    );
    event AwardTakenBack(DeviceId indexed deviceId, address indexed author, string reason);

    error DevicesOutranked(DeviceId deviceId, Basis basis);
    error DevicesNoRecovery(DeviceId deviceId, RecoveryState state);
    error DevicesRecoveryNotReady(DeviceId deviceId, uint40 readyAt);

    /// @notice Names a new owner by the claim code: the claim key has signed Recovery(deviceId, claimant, epoch,
    /// deadline). Not for frozen units, whose codes leaked. On a unit marked stolen it counts as vetoed at once.
    /// @param claim_ As for `claim`, `owner` being the claimant.
    function startRecovery(IClaims.Claim calldata claim_) external;

    /// @notice As `startRecovery`, by the device's signature over the same message. Takes the place of one by code.
    function startRecoveryByDevice(
        DeviceId deviceId,
        address claimant,
        uint256 deadline,
        IClaims.DeviceProof calldata proof
    ) external;

    /// @notice The present owner objects. For this title nobody can then start again on the same basis.
    function vetoRecovery(DeviceId deviceId, IOwnerSigned.Signed calldata signed) external;

    /// @notice The maker awards the title to the claimant whom the owner vetoed. Needs `Permission.TITLES` of the
    /// unit's maker in good standing.
    function awardTitle(DeviceId deviceId, string calldata reason) external;

    /// @notice The maker takes its award back while it is not completed.
    function takeBackAward(DeviceId deviceId, string calldata reason) external;

    /// @notice Moves the title once the time has passed. Anyone may.
    function completeRecovery(DeviceId deviceId) external;

    /// @notice The recovery of the present title; all zero when there is none.
    function recovery(DeviceId deviceId) external view returns (Recovery memory);
}
