// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {IPasskeyAccounts} from "../interfaces/accounts/IPasskeyAccounts.sol";

/// @title The factory of passkey accounts, documented on `IPasskeyAccounts`
contract PasskeyAccounts is IPasskeyAccounts {
    /// The key alone tells accounts apart.
    bytes32 private constant SALT = 0;

    /// @inheritdoc IPasskeyAccounts
    address public immutable implementation;

    constructor(address implementation_) {
        implementation = implementation_;
    }

    /// @inheritdoc IPasskeyAccounts
    function create(bytes32 x, bytes32 y) external returns (address account) {
        account = addressOf(x, y);
        if (account.code.length > 0) return account;

        Clones.cloneDeterministicWithImmutableArgs(implementation, abi.encode(x, y), SALT);

        emit PasskeyAccountCreated(account, x, y);
    }

    /// @inheritdoc IPasskeyAccounts
    function addressOf(bytes32 x, bytes32 y) public view returns (address) {
        require(P256.isValidPublicKey(x, y), PasskeyAccountsInvalidKey(x, y));
        return Clones.predictDeterministicAddressWithImmutableArgs(implementation, abi.encode(x, y), SALT);
    }
}
