// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IClaims} from "../interfaces/devices/IClaims.sol";
import {IBatches} from "../interfaces/IBatches.sol";
import {UnitTree} from "../libraries/UnitTree.sol";
import {DeviceId} from "../types/Ids.sol";
import {Flag, TitleCause} from "../types/Kinds.sol";
import {Record} from "../types/Record.sol";
import {Titles} from "./Titles.sol";

/// @title Claims, documented on `IClaims`
abstract contract Claims is Titles, IClaims {
    bytes32 private constant CLAIM_TYPEHASH = keccak256("Claim(uint256 deviceId,address owner,uint256 deadline)");
    bytes32 private constant DEVICE_CLAIM_TYPEHASH = keccak256(
        "DeviceClaim(uint256 deviceId,address owner,uint16 epoch,uint256 deadline)"
    );

    IBatches public immutable batches;
    /// The verifier of secure elements in the signers of most units.
    address public immutable p256Verifier;

    /// @inheritdoc IClaims
    function claim(Claim calldata claim_) external {
        DeviceId deviceId = claim_.deviceId;
        address owner = claim_.owner;
        Record record = _records[deviceId];
        require(record.owner() == address(0), DevicesTitleTaken(deviceId));
        _checkCode(claim_, deviceId, claimDigest(deviceId, owner, claim_.deadline));

        _giveTitle(deviceId, record, owner, Flag.PROVISIONAL);
    }

    /// @inheritdoc IClaims
    function claimByDevice(DeviceId deviceId, address owner, uint256 deadline, DeviceProof calldata proof) external {
        Record record = _records[deviceId];
        require(record.owner() == address(0) || _isProvisional(record), DevicesTitleTaken(deviceId));
        require(block.timestamp <= deadline, DevicesClaimExpired(deadline));
        bytes32 terms = keccak256(abi.encode(DEVICE_CLAIM_TYPEHASH, deviceId, owner, record.epoch(), deadline));
        _checkDevice(deviceId, _hashTypedDataV4(terms), proof);

        _moveTitle(deviceId, record, owner, TitleCause.DeviceProof);
    }

    /// @inheritdoc IClaims
    function claimDigest(DeviceId deviceId, address owner, uint256 deadline) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(CLAIM_TYPEHASH, deviceId, owner, deadline)));
    }

    /// Reverts unless the claim key of that very unit has signed the digest.
    function _checkCode(Claim calldata claim_, DeviceId deviceId, bytes32 digest) internal view {
        require(block.timestamp <= claim_.deadline, DevicesClaimExpired(claim_.deadline));
        (bytes32 root, uint32 size, bool frozen) = batches.unit(deviceId);
        require(!frozen, DevicesUnitFrozen(deviceId));

        (address claimKey, ECDSA.RecoverError failure, ) = ECDSA.tryRecoverCalldata(digest, claim_.signature);
        bytes32 leaf = UnitTree.leaf(claimKey, claim_.deviceSignerHash, claim_.serialTag);
        require(
            failure == ECDSA.RecoverError.NoError &&
                UnitTree.contains(root, size, deviceId.index(), leaf, claim_.proof),
            DevicesWrongClaimCode(deviceId)
        );
    }

    /// Reverts unless the signer of that very unit has signed the digest. A unit that cannot sign has no signer whose
    /// hash is zero.
    function _checkDevice(DeviceId deviceId, bytes32 digest, DeviceProof calldata proof) internal view {
        (bytes32 root, uint32 size, ) = batches.unit(deviceId);
        bytes calldata signer = proof.signer;
        bytes32 leaf = UnitTree.leaf(proof.claimKey, keccak256(signer), proof.serialTag);
        require(
            UnitTree.contains(root, size, deviceId.index(), leaf, proof.proof) &&
                _isSignedByDevice(signer, digest, proof.signature),
            DevicesWrongDeviceSignature(deviceId)
        );
    }

    /// What `p256Verifier` accepts is seen here at once where the chain has the precompile, which saves every proof of
    /// a secure element 6,000 gas. All else is asked of the signer's own verifier.
    function _isSignedByDevice(
        bytes calldata signer,
        bytes32 digest,
        bytes calldata signature
    ) private view returns (bool) {
        bool p256 = signer.length == 84 && signature.length == 64;
        return
            (p256 && _isP256(signer, digest, signature)) ||
            SignatureChecker.isValidSignatureNow(signer, digest, signature);
    }

    /// Asks the precompile of EIP-7951, whose answer is 1 or nothing. As with the verifier, only the lower s counts.
    function _isP256(
        bytes calldata signer,
        bytes32 digest,
        bytes calldata signature
    ) private view returns (bool valid) {
        (address verifier, uint256 highestS) = (p256Verifier, P256.N / 2);
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            if eq(shr(96, calldataload(signer.offset)), verifier) {
                let question := mload(64) // hash, r, s, x, y
                mstore(question, digest)
                calldatacopy(add(question, 32), signature.offset, 64)
                calldatacopy(add(question, 96), add(signer.offset, 20), 64)
                mstore(0, 0)
                let answered := staticcall(gas(), 0x100, question, 160, 0, 32)
                let low := iszero(gt(mload(add(question, 64)), highestS))
                valid := and(and(answered, eq(mload(0), 1)), low)
            }
        }
    }
}
