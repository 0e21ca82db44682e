// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DeviceId} from "../types/Ids.sol";

/// @title Acts of owners, carried by anyone
/// @notice Every verb of an owner takes a `Signed`. With an empty signature the sender speaks for itself; else the
/// owner's EIP-712 signature does, and whoever sends it pays. The signed message has the verb's name, its arguments,
/// and the title's epoch, the owner's nonce (OpenZeppelin's `Nonces`) and a deadline, so that it serves once, here, and
/// for this title only.
/// @dev Accepted are plain accounts, contracts by ERC-1271, and accounts with delegated code (EIP-7702), for which the
/// account's own key goes on to count. A contract's check may burn the carrier's gas: carriers simulate first.
interface IOwnerSigned {
    struct Signed {
        uint256 deadline; // Unix time; not looked at without a signature
        bytes signature; // empty: the sender is the owner
    }

    error OwnerSignedNotOwner(DeviceId deviceId, address account);
    error OwnerSignedExpired(uint256 deadline);
    error OwnerSignedInvalid(DeviceId deviceId, address owner);
}
