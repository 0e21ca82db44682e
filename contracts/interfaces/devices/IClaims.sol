// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DeviceId} from "../../types/Ids.sol";

/// @title Claims: a unit's first title
/// @notice A title exists only with a proof against a root that its maker posted.
/// @dev WARNING: whoever reads the claim code first can claim. The code proves possession of the box and no more, so a
/// claim by code is provisional for 14 days: the device's own signature overturns it. What checks that signature is the
/// verifier that the maker committed to in the leaf: a maker that commits to a false one speaks for its own units.
interface IClaims {
    /// What the claim key signs (EIP-712) and anyone may carry.
    struct Claim {
        DeviceId deviceId;
        address owner; // who shall own the unit
        uint256 deadline; // Unix time
        bytes32 deviceSignerHash; // of the leaf
        bytes32 serialTag; // of the leaf
        bytes32[] proof; // siblings from the leaf up, as many as the tree has levels
        bytes signature; // by the claim key over Claim(deviceId, owner, deadline)
    }

    /// Shows that the unit itself has signed: its ERC-7913 signer is in its leaf.
    struct DeviceProof {
        address claimKey; // of the leaf
        bytes32 serialTag; // of the leaf
        bytes32[] proof; // siblings from the leaf up
        bytes signer; // ERC-7913: verifier ‖ key
        bytes signature; // in the form that the verifier expects
    }

    error DevicesClaimExpired(uint256 deadline);
    error DevicesTitleTaken(DeviceId deviceId);
    error DevicesUnitFrozen(DeviceId deviceId);
    error DevicesWrongClaimCode(DeviceId deviceId);
    error DevicesWrongDeviceSignature(DeviceId deviceId);

    /// @notice Gives the unit its first owner, the one whom the claim key signed for. The sender does not matter. The
    /// event is ERC-721's `Transfer` from address zero, the epoch 1: a second event that says the same would cost every
    /// owner 1,500 gas.
    /// @dev A wrong code, a wrong index and a signature for someone else all lead to another claim key, hence to
    /// another root, and revert with `DevicesWrongClaimCode`. Units without a claim key (parts) can never be claimed,
    /// because no signature leads to address zero.
    function claim(Claim calldata claim_) external;

    /// @notice As `claim`, by the device's own signature over DeviceClaim(deviceId, owner, epoch, deadline), `epoch`
    /// being the present one, 0 before the first claim. Not provisional; works for frozen units; overturns a claim
    /// that is still provisional, which raises the epoch.
    function claimByDevice(DeviceId deviceId, address owner, uint256 deadline, DeviceProof calldata proof) external;

    /// @notice Digest that the claim key signs.
    function claimDigest(DeviceId deviceId, address owner, uint256 deadline) external view returns (bytes32);
}
