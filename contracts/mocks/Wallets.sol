// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

// Accounts with code, for the tests: good ones, and such as would hurt whoever asks them. Never deployed.

/// A wallet of one key. As the code of a delegated account (EIP-7702) it adds that key to the account's own.
contract KeyWallet is IERC1271 {
    address private immutable _key;

    constructor(address key) {
        _key = key;
    }

    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        (address signer, , ) = ECDSA.tryRecoverCalldata(digest, signature);
        return signer == _key ? IERC1271.isValidSignature.selector : bytes4(0);
    }
}

/// Code that knows nothing of signatures, and takes any call.
contract SilentWallet {
    // solhint-disable-next-line no-empty-blocks
    fallback() external {}
}

/// Says yes to everything in a way that the standard does not allow.
contract LooseWallet {
    bytes private _answer;

    constructor(bytes memory answer) {
        _answer = answer;
    }

    fallback(bytes calldata) external returns (bytes memory) {
        return _answer;
    }
}

/// Burns all the gas that it is given.
contract BurnerWallet is IERC1271 {
    function isValidSignature(bytes32, bytes calldata) external pure returns (bytes4) {
        // solhint-disable-next-line no-empty-blocks
        while (true) {}
        return IERC1271.isValidSignature.selector;
    }
}

/// Answers with far more than was asked for, the word at the front being a refusal.
contract HugeReturnWallet {
    uint256 private constant SIZE = 1_000_000;

    fallback() external {
        // solhint-disable-next-line no-inline-assembly
        assembly {
            return(0, SIZE)
        }
    }
}

/// Refuses loudly.
contract RevertingWallet is IERC1271 {
    error WalletRefuses();

    function isValidSignature(bytes32, bytes calldata) external pure returns (bytes4) {
        revert WalletRefuses();
    }
}
