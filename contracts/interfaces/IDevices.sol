// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DeviceId} from "../types/Ids.sol";
import {Evidence} from "../types/Kinds.sol";

/// @title Titles to units, and what each unit runs
/// @notice A title exists only with a proof against a root that its maker posted. Titles are readable as ERC-721 and
/// locked (ERC-5192): they never move by transfer or approval, so that no signature on a web page can take a device.
/// A title is locked from its first moment, which `locked` answers; there is no `Locked` event, as it would say nothing
/// and cost every owner a thousand gas.
/// @dev WARNING: whoever reads the claim code first can claim. The code proves possession of the box and no more.
interface IDevices {
    struct Device {
        // slot 0
        address owner; // zero when unclaimed
        uint16 epoch; // rises at every change of owner, 1 after the first claim
        uint32 release; // sequence number stated last, 0 when none was stated
        Evidence evidence; // for `release`
        uint8 flags; // none yet
        uint32 since; // Unix time at which the present owner got the title
    }

    /// A claim as the claim key signs it (EIP-712) and anyone may carry it.
    struct Claim {
        DeviceId deviceId;
        address owner; // who shall own the unit
        uint256 deadline; // Unix time
        bytes32 deviceSignerHash; // of the leaf
        bytes32 serialTag; // of the leaf
        bytes32[] proof; // siblings from the leaf up, as many as the tree has levels
        bytes signature; // by the claim key over Claim(deviceId, owner, deadline)
    }

    event DeviceClaimed(DeviceId indexed deviceId, address indexed owner, uint16 epoch);
    event ReleaseStated(
        DeviceId indexed deviceId,
        address indexed author,
        uint16 epoch,
        uint32 release,
        Evidence evidence
    );

    error DevicesClaimExpired(uint256 deadline);
    error DevicesTitleTaken(DeviceId deviceId);
    error DevicesUnitFrozen(DeviceId deviceId);
    error DevicesWrongClaimCode(DeviceId deviceId);
    error DevicesInvalidOwner();
    error DevicesNotOwner(DeviceId deviceId, address account);
    error DevicesInvalidRelease();
    error DevicesUnclaimed(uint256 tokenId);
    error DevicesTitleLocked();

    /// @notice Gives the unit its first owner, the one whom the claim key signed for. The sender does not matter.
    /// @dev A wrong code, a wrong index and a signature for someone else all lead to another claim key, hence to
    /// another root, and revert with `DevicesWrongClaimCode`. Units without a claim key (parts) can never be claimed,
    /// because no signature leads to address zero.
    function claim(Claim calldata claim_) external;

    /// @notice The owner's word that the unit runs release `sequence`. A lower number than before is accepted: it
    /// reopens what the higher one had remedied, and hiding a downgrade would help nobody.
    /// @dev Whether the release exists is judged where it counts, in `Recalls.remedied`, which saves every owner the
    /// price of two calls.
    function stateRelease(DeviceId deviceId, uint32 sequence) external;

    /// @notice The unit's record; all zero when unclaimed.
    function device(DeviceId deviceId) external view returns (Device memory);

    /// @notice Digest that the claim key signs.
    function claimDigest(DeviceId deviceId, address owner, uint256 deadline) external view returns (bytes32);
}
