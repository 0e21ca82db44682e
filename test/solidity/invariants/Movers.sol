// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IOwnerSigned} from "../../../contracts/interfaces/IOwnerSigned.sol";
import {IClaims} from "../../../contracts/interfaces/devices/IClaims.sol";
import {IHandovers} from "../../../contracts/interfaces/devices/IHandovers.sol";
import {IRecoveries} from "../../../contracts/interfaces/devices/IRecoveries.sol";
import {ITitles} from "../../../contracts/interfaces/devices/ITitles.sol";
import {DeviceId} from "../../../contracts/types/Ids.sol";
import {Basis, Permission, RecoveryState} from "../../../contracts/types/Kinds.sol";
import {vm} from "../Vm.sol";
import {Owners} from "./Owners.sol";

/// How titles move after the first: handovers, recoveries, awards; and the marks that hold them.
abstract contract Movers is Owners {
    /// Of the present title.
    struct Pending {
        uint256 offerKey; // private
        uint256 offerUntil;
        Basis basis;
        RecoveryState state;
        address claimant;
        uint256 readyAt;
    }

    Pending[UNITS] internal pending;
    uint256 private _offers;

    // ---- handlers ----

    function offer(uint256 n, uint256 signed, uint256 pause) external later(pause) {
        uint256 number = n % UNITS;
        for (uint256 i = 0; i < UNITS && !_isTransferable(number); ++i) number = (number + 1) % UNITS;
        uint256 key = uint256(keccak256(abi.encode("handover", ++_offers)));
        uint48 until = uint48(block.timestamp + 7 days);
        bytes32 typeHash = keccak256(
            "OfferHandover(uint256 deviceId,address key,uint48 until,uint16 epoch,uint256 nonce,uint256 deadline)"
        );
        bytes memory terms = abi.encode(vm.addr(key), until);
        (address sender, IOwnerSigned.Signed memory words) = _speak(signed % 2 == 0, number, typeHash, terms);
        bool allowed = _isTransferable(number);
        if (allowed) (pending[number].offerKey, pending[number].offerUntil) = (key, until);
        DeviceId id = DeviceId.wrap(_id(number));
        bytes memory data = abi.encodeCall(IHandovers.offerHandover, (id, vm.addr(key), until, words));
        _expectBy(1, allowed, sender, address(devices), data, words);
    }

    function accept(uint256 n, uint256 to, uint256 pause) external later(pause) {
        uint256 number = n % UNITS;
        for (uint256 i = 0; i < UNITS && !_isOffered(number); ++i) number = (number + 1) % UNITS;
        address recipient = owners[to % OWNERS];
        Pending memory made = pending[number];
        bool allowed = _isOffered(number);
        bytes memory data = abi.encodeCall(
            IHandovers.acceptHandover,
            (
                DeviceId.wrap(_id(number)),
                recipient,
                _handoverSignature(made.offerKey, number, recipient),
                _consent(number, recipient)
            )
        );
        if (allowed) _entitle(number, recipient, false);
        _expectSigned(1, allowed, address(devices), data);
    }

    function takeBackOffer(uint256 n, uint256 signed, uint256 pause) external later(pause) {
        uint256 number = n % UNITS;
        for (uint256 i = 0; i < UNITS && pending[number].offerKey == 0; ++i) number = (number + 1) % UNITS;
        bytes32 typeHash = keccak256("TakeBackHandover(uint256 deviceId,uint16 epoch,uint256 nonce,uint256 deadline)");
        (address sender, IOwnerSigned.Signed memory words) = _speak(signed % 2 == 0, number, typeHash, "");
        bool allowed = pending[number].offerKey != 0;
        if (allowed) (pending[number].offerKey, pending[number].offerUntil) = (0, 0);
        bytes memory data = abi.encodeCall(IHandovers.takeBackHandover, (DeviceId.wrap(_id(number)), words));
        _expectBy(1, allowed, sender, address(devices), data, words);
    }

    /// By the code or, where it can, by the device. The owner is told and has two weeks.
    function startRecovery(uint256 n, uint256 to, uint256 byDevice_, uint256 pause) external later(pause) {
        uint256 number = 4 + (n % 12);
        bool byDevice = byDevice_ % 2 == 0 && _canSign(number);
        address claimant = owners[to % OWNERS];
        Pending storage attempt = pending[number];
        Basis basis = byDevice ? Basis.Device : Basis.Code;
        bool allowed =
            units[number].owner != address(0) &&
                units[number].owner != claimant &&
                (byDevice || !_isFrozen(number)) &&
                basis > attempt.basis &&
                attempt.state != RecoveryState.Awarded;
        bytes memory data = _recoveryCall(number, claimant, byDevice);
        if (allowed) {
            bool stolen = titles[number].stolen;
            (attempt.basis, attempt.claimant) = (basis, claimant);
            attempt.state = stolen ? RecoveryState.Vetoed : RecoveryState.Pending;
            attempt.readyAt = block.timestamp + 14 days;
        }
        _expectSigned(1, allowed, address(devices), data);
    }

    function veto(uint256 n, uint256 signed, uint256 pause) external later(pause) {
        uint256 number = _seekState(n, RecoveryState.Pending);
        bytes32 typeHash = keccak256("VetoRecovery(uint256 deviceId,uint16 epoch,uint256 nonce,uint256 deadline)");
        (address sender, IOwnerSigned.Signed memory words) = _speak(signed % 2 == 0, number, typeHash, "");
        bool allowed = pending[number].state == RecoveryState.Pending;
        if (allowed) pending[number].state = RecoveryState.Vetoed;
        bytes memory data = abi.encodeCall(IRecoveries.vetoRecovery, (DeviceId.wrap(_id(number)), words));
        _expectBy(1, allowed, sender, address(devices), data, words);
    }

    function award(uint256 n, uint256 takeBack_, uint256 who, uint256 pause) external later(pause) {
        bool takeBack = takeBack_ % 2 == 0;
        RecoveryState from = takeBack ? RecoveryState.Awarded : RecoveryState.Vetoed;
        uint256 number = _seekState(n, from);
        DeviceId id = DeviceId.wrap(_id(number));
        (address key, bool may) = _officer(_makerOf(number), Permission.TITLES, !takeBack, who);
        bool allowed = may && number >= 4 && pending[number].state == from;
        if (allowed) {
            pending[number].state = takeBack ? RecoveryState.Vetoed : RecoveryState.Awarded;
            pending[number].readyAt = block.timestamp + 14 days;
        }
        bytes memory data =
            takeBack
                ? abi.encodeCall(IRecoveries.takeBackAward, (id, "new facts"))
                : abi.encodeCall(IRecoveries.awardTitle, (id, "receipt shown"));
        _expect(1, allowed, key, address(devices), data);
    }

    function completeRecovery(uint256 n, uint256 pause) external later(pause) {
        uint256 number = n % UNITS;
        for (uint256 i = 0; i < UNITS && !_runs(number); ++i) number = (number + 1) % UNITS;
        bool allowed = _runs(number) && block.timestamp >= pending[number].readyAt;
        if (allowed) _entitle(number, pending[number].claimant, false);
        _expect(
            1,
            allowed,
            carrier,
            address(devices),
            abi.encodeCall(IRecoveries.completeRecovery, (DeviceId.wrap(_id(number))))
        );
    }

    function mark(uint256 n, uint256 what, uint256 signed_, uint256 pause) external later(pause) {
        bool signed = signed_ % 2 == 0;
        uint256 number = _seek(n, owners[n % OWNERS]);
        DeviceId id = DeviceId.wrap(_id(number));
        bool owned = units[number].owner != address(0);
        if (what % 8 == 0) {
            bytes32 retire = keccak256("Retire(uint256 deviceId,uint16 epoch,uint256 nonce,uint256 deadline)");
            (address by, IOwnerSigned.Signed memory signature) = _speak(signed, number, retire, "");
            bool allowed = owned && !titles[number].retired;
            if (allowed) titles[number].retired = true;
            bytes memory call_ = abi.encodeCall(ITitles.retire, (id, signature));
            return _expectBy(1, allowed, by, address(devices), call_, signature);
        }
        bool stolen = what % 2 == 0;
        bytes32 typeHash = keccak256(
            "SetStolen(uint256 deviceId,bool stolen,uint16 epoch,uint256 nonce,uint256 deadline)"
        );
        (address sender, IOwnerSigned.Signed memory words) = _speak(signed, number, typeHash, abi.encode(stolen));
        if (owned) titles[number].stolen = stolen;
        _expectBy(1, owned, sender, address(devices), abi.encodeCall(ITitles.setStolen, (id, stolen, words)), words);
    }

    // ---- the model ----

    function _isTransferable(uint256 number) private view returns (bool) {
        bool held = titles[number].stolen || titles[number].retired || _runs(number);
        return units[number].owner != address(0) && !held && !_isProvisional(number);
    }

    function _isOffered(uint256 number) private view returns (bool) {
        bool inForce = pending[number].offerKey != 0 && block.timestamp <= pending[number].offerUntil;
        return inForce && _isTransferable(number);
    }

    function _runs(uint256 number) private view returns (bool) {
        return pending[number].state == RecoveryState.Pending || pending[number].state == RecoveryState.Awarded;
    }

    function _seekState(uint256 n, RecoveryState wanted) private view returns (uint256 number) {
        number = n % UNITS;
        for (uint256 i = 0; i < UNITS && pending[number].state != wanted; ++i) number = (number + 1) % UNITS;
    }

    function _entitle(uint256 number, address owner, bool byCode) internal override {
        super._entitle(number, owner, byCode);
        delete pending[number];
    }

    // ---- proofs ----

    function _handoverSignature(uint256 key, uint256 number, address recipient) internal view returns (bytes memory) {
        if (key == 0) return "";
        bytes32 typeHash = keccak256("Handover(uint256 deviceId,address recipient,uint16 epoch)");
        bytes32 terms = keccak256(abi.encode(typeHash, _id(number), recipient, units[number].epoch));
        return _sign(key, address(devices), "Muster Devices", terms);
    }

    function _consent(uint256 number, address recipient) internal view returns (IOwnerSigned.Signed memory words) {
        bytes32 typeHash = keccak256(
            "AcceptHandover(uint256 deviceId,address recipient,uint16 epoch,uint256 nonce,uint256 deadline)"
        );
        words.deadline = block.timestamp + YEARS;
        bytes memory terms = abi.encode(
            typeHash,
            _id(number),
            recipient,
            units[number].epoch,
            devices.nonces(recipient),
            words.deadline
        );
        words.signature = _sign(keyOf[recipient], address(devices), "Muster Devices", keccak256(terms));
    }

    function _recoveryCall(uint256 number, address claimant, bool byDevice) private view returns (bytes memory) {
        bytes32 typeHash = keccak256("Recovery(uint256 deviceId,address claimant,uint16 epoch,uint256 deadline)");
        bytes memory terms = abi.encode(typeHash, _id(number), claimant, units[number].epoch, block.timestamp + YEARS);
        if (!byDevice)
            return
                abi.encodeCall(
                    IRecoveries.startRecovery,
                    (_codeClaim(number, _codeKey(number), number, claimant, terms))
                );
        return
            abi.encodeCall(
                IRecoveries.startRecoveryByDevice,
                (DeviceId.wrap(_id(number)), claimant, block.timestamp + YEARS, _deviceProof(number, keccak256(terms)))
            );
    }
}
