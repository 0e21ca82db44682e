// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DeviceId, OrgId} from "../../types/Ids.sol";
import {Evidence} from "../../types/Kinds.sol";
import {IOwnerSigned} from "../IOwnerSigned.sol";
import {IClaims} from "./IClaims.sol";

/// @title Statements: what a claimed unit runs
/// @notice The last word counts, whoever gave it, with its evidence. A lower release than before is accepted: it
/// reopens what the higher one had remedied, and hiding a downgrade would help nobody. Only for one and the same
/// release is weaker evidence refused, so that proof is never covered by mere word.
/// @dev Whether the release exists is judged where it counts, in `Recalls.remedied`, which saves every owner the price
/// of two calls.
interface IStatements {
    event ReleaseStated(
        DeviceId indexed deviceId,
        address indexed author,
        uint16 epoch,
        uint32 release,
        Evidence evidence
    );

    error DevicesInvalidRelease();
    error DevicesWeakerEvidence(DeviceId deviceId, Evidence evidence);
    error DevicesProofExpired(uint256 deadline);
    error DevicesStatedTooSoon(DeviceId deviceId);

    /// @notice The owner's word that the unit runs release `sequence`.
    function stateRelease(DeviceId deviceId, uint32 sequence, IOwnerSigned.Signed calldata signed) external;

    /// @notice The word of a repairer, or of the unit's maker, that the unit runs release `sequence`. Needs
    /// `Permission.REPAIRS` in `orgId`, in good standing.
    function stateReleaseFor(DeviceId deviceId, uint32 sequence, OrgId orgId) external;

    /// @notice The device's own signature, over DeviceStatement(deviceId, release, epoch, stated, deadline), that it
    /// runs release `sequence`. `stated` is the record's: a later statement makes earlier signatures worthless.
    /// @param deadline Unix time, at most a day ahead, so that a proof is fresh. One proof each 256 seconds.
    function proveRelease(
        DeviceId deviceId,
        uint32 sequence,
        uint256 deadline,
        IClaims.DeviceProof calldata proof
    ) external;
}
