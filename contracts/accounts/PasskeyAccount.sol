// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {ERC7739} from "@openzeppelin/contracts/utils/cryptography/signers/draft-ERC7739.sol";
import {SignerP256} from "@openzeppelin/contracts/utils/cryptography/signers/SignerP256.sol";
import {SignerWebAuthn} from "@openzeppelin/contracts/utils/cryptography/signers/SignerWebAuthn.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {IPasskeyAccount} from "../interfaces/accounts/IPasskeyAccount.sol";

/// @title Accounts of passkeys, documented on `IPasskeyAccount`
contract PasskeyAccount is IPasskeyAccount, ERC7739, SignerWebAuthn, Nonces {
    bytes32 private constant EXECUTE_TYPEHASH = keccak256(
        "Execute(address target,bytes data,uint256 nonce,uint256 deadline)"
    );

    /// OpenZeppelin's signer wants a key of its own, which `signer` never reads: the curve's generator is a valid one.
    constructor() EIP712("Muster Passkey", "1") SignerP256(bytes32(P256.GX), bytes32(P256.GY)) {}

    /// @inheritdoc IPasskeyAccount
    function execute(
        address target,
        bytes calldata data,
        uint256 deadline,
        bytes calldata signature
    ) external returns (bytes memory) {
        require(block.timestamp <= deadline, PasskeyAccountExpired(deadline));
        uint256 nonce = _useNonce(address(this));
        bytes32 structHash = keccak256(abi.encode(EXECUTE_TYPEHASH, target, keccak256(data), nonce, deadline));
        bool valid = _rawSignatureValidation(_hashTypedDataV4(structHash), signature);
        require(valid, PasskeyAccountInvalidSignature());

        emit Executed(target, nonce);

        return Address.functionCall(target, data);
    }

    /// @notice The public key of this account.
    function signer() public view override returns (bytes32 x, bytes32 y) {
        return abi.decode(Clones.fetchCloneArgs(address(this)), (bytes32, bytes32));
    }
}
