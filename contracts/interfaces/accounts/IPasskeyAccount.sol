// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title An account whose key is a passkey
/// @notice For people without a wallet. Their phone or computer keeps the key, P-256, and signs after it has seen
/// their finger, face or code; it needs no coin. Every act of an owner in the register is a message that anyone may
/// carry, and this account signs those by ERC-1271. For whatever else it is asked to do there is `execute`, which
/// anyone may carry too, so that it depends on no relay of ours.
///
/// An account is a clone without storage of its key: the key is part of its code and hence of its address. It cannot
/// be changed by anyone, there is nothing to initialise, and no administrator. It takes no ether and has no use for
/// it.
///
/// A signature is the ABI encoding of OpenZeppelin's `WebAuthn.WebAuthnAuth`: an assertion of the type
/// `webauthn.get`, s in the lower half, that says that the person was present and verified. Its challenge is never a
/// bare digest, but the digest nested in this account's own domain, "Muster Passkey" version 1 (ERC-7739; `execute`
/// signs in that domain anyway). So what was signed for this account serves no other account of the same passkey, and
/// on no other chain. Where a passkey may be used is for the browser to judge: it binds it to the site that made it.
///
/// @dev Not ERC-4337: a user operation needs an entry point, a bundler and ether, where one signature and one carrier
/// do; none of the register's own acts would use it.
interface IPasskeyAccount {
    event Executed(address indexed target, uint256 nonce);

    error PasskeyAccountExpired(uint256 deadline);
    error PasskeyAccountInvalidSignature();

    /// @notice Calls another contract in the name of this account, which has signed
    /// Execute(address target,bytes data,uint256 nonce,uint256 deadline). The nonce is `nonces(account)` of the account
    /// itself. What the call reverts with comes back as it is, and the nonce stays.
    /// @param deadline Unix time
    /// @return What the call returned.
    function execute(
        address target,
        bytes calldata data,
        uint256 deadline,
        bytes calldata signature
    ) external returns (bytes memory);
}
