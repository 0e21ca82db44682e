// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {IOwnerSigned} from "../interfaces/IOwnerSigned.sol";
import {DeviceId} from "../types/Ids.sol";

/// @title Who speaks for a title, documented on `IOwnerSigned`
abstract contract OwnerSigned is IOwnerSigned, EIP712, Nonces {
    /// Reverts unless `owner` itself sends or has signed `typeHash(deviceId, …terms, epoch, nonce, deadline)`.
    /// @param terms The verb's own arguments, each in 32 bytes.
    function _authorizeOwner(
        DeviceId deviceId,
        address owner,
        uint16 epoch,
        bytes32 typeHash,
        bytes memory terms,
        Signed calldata signed
    ) internal {
        if (signed.signature.length == 0) {
            require(msg.sender == owner, OwnerSignedNotOwner(deviceId, msg.sender));
            return;
        }
        require(block.timestamp <= signed.deadline, OwnerSignedExpired(signed.deadline));
        bytes memory tail = abi.encode(epoch, _useNonce(owner), signed.deadline);
        bytes32 structHash = keccak256(bytes.concat(abi.encode(typeHash, deviceId), terms, tail));
        bool valid = _isSignedBy(owner, _hashTypedDataV4(structHash), signed.signature);
        require(valid, OwnerSignedInvalid(deviceId, owner));
    }

    /// A key first, so that an account keeps its own key when it delegates to code that knows no ERC-1271.
    function _isSignedBy(address account, bytes32 digest, bytes calldata signature) private view returns (bool) {
        (address signer, , ) = ECDSA.tryRecoverCalldata(digest, signature);
        if (signer != address(0) && signer == account) return true;
        return SignatureChecker.isValidERC1271SignatureNowCalldata(account, digest, signature);
    }
}
