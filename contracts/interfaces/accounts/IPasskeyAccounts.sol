// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Where accounts of passkeys are made
/// @notice A passkey has one account here, at an address that follows from its public key. Titles can be given to that
/// address before there is code at it; the code is needed when the account is to sign. Whoever makes it gets no right.
interface IPasskeyAccounts {
    event PasskeyAccountCreated(address indexed account, bytes32 x, bytes32 y);

    error PasskeyAccountsInvalidKey(bytes32 x, bytes32 y);

    /// @notice Makes the account of a public key, a point of P-256. Does nothing when it is there already.
    /// @return account Its address.
    function create(bytes32 x, bytes32 y) external returns (address account);

    /// @notice The code that all accounts share. By itself it is the account of nobody.
    function implementation() external view returns (address);

    /// @notice The address of the account of a public key, whether it was made or not.
    function addressOf(bytes32 x, bytes32 y) external view returns (address);
}
