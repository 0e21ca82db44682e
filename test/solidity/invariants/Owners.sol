// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IOwnerSigned} from "../../../contracts/interfaces/IOwnerSigned.sol";
import {IReports} from "../../../contracts/interfaces/IReports.sol";
import {IClaims} from "../../../contracts/interfaces/devices/IClaims.sol";
import {IStatements} from "../../../contracts/interfaces/devices/IStatements.sol";
import {BatchId, DeviceId, OrgId} from "../../../contracts/types/Ids.sol";
import {Evidence, Permission} from "../../../contracts/types/Kinds.sol";
import {vm} from "../Vm.sol";
import {Goods} from "./Goods.sol";

/// First titles, what units run, and swapped parts. Every function takes whatever numbers the runner comes up with and
/// makes exactly one attempt of them, whose outcome the model predicts.
abstract contract Owners is Goods {
    /// What the model knows of a title beside its owner.
    struct Title {
        bool byCode;
        uint256 day; // since when
        bool stolen;
        bool retired;
    }

    /// A call that worked because of a signature in it.
    struct Recorded {
        address to;
        bytes data;
    }

    uint256 internal constant YEARS = 365 days;

    Title[UNITS] internal titles;
    /// Who is entitled to a unit, by the proofs that the handlers themselves made; the register is not asked.
    address[UNITS] internal entitled;
    Recorded[] internal recorded;

    /// Time passes before each attempt, mostly a little.
    modifier later(uint256 pause) {
        if (over) return;
        uint256 step = pause % 16;
        vm.warp(block.timestamp + (step < 12 ? step * 64 : (step - 11) * 5 days));
        _;
    }

    // ---- handlers ----

    function claim(uint256 n, uint256 to, uint256 pause) external later(pause) {
        uint256 number = _seek(n, address(0));
        address owner = owners[to % OWNERS];
        bool allowed = number >= 4 && units[number].owner == address(0) && !_isFrozen(number);
        if (allowed) _entitle(number, owner, true);
        bytes memory data = abi.encodeCall(IClaims.claim, (_claimBy(number, _codeKey(number), number, owner)));
        _expectSigned(2, allowed, address(devices), data);
    }

    function claimByDevice(uint256 n, uint256 to, uint256 pause) external later(pause) {
        uint256 number = 4 + 2 * (n % 4);
        address owner = owners[to % OWNERS];
        bool allowed = units[number].owner == address(0) || _isProvisional(number);
        bytes32 terms = keccak256(
            abi.encode(
                keccak256("DeviceClaim(uint256 deviceId,address owner,uint16 epoch,uint256 deadline)"),
                _id(number),
                owner,
                units[number].epoch,
                block.timestamp + YEARS
            )
        );
        if (allowed) _entitle(number, owner, false);
        bytes memory data = abi.encodeCall(
            IClaims.claimByDevice,
            (DeviceId.wrap(_id(number)), owner, block.timestamp + YEARS, _deviceProof(number, terms))
        );
        _expectSigned(2, allowed, address(devices), data);
    }

    function state(uint256 n, uint32 sequence, uint256 signed, uint256 pause) external later(pause) {
        uint256 number = _seek(n, owners[n % OWNERS]);
        sequence = 1 + (sequence % 4);
        bytes32 typeHash = keccak256(
            "StateRelease(uint256 deviceId,uint32 release,uint16 epoch,uint256 nonce,uint256 deadline)"
        );
        (address sender, IOwnerSigned.Signed memory words) = _speak(
            signed % 2 == 0,
            number,
            typeHash,
            abi.encode(sequence)
        );
        bool allowed = units[number].owner != address(0) && !_isWeaker(number, sequence, Evidence.Owner);
        bytes memory data = abi.encodeCall(IStatements.stateRelease, (DeviceId.wrap(_id(number)), sequence, words));
        _expectBy(9, allowed, sender, address(devices), data, words);
    }

    /// A repairer, the maker of cameras, or a repairer who was suspended.
    function stateFor(uint256 n, uint32 sequence, uint256 who, uint256 pause) external later(pause) {
        uint256 number = _seek(n, owners[n % OWNERS]);
        sequence = 1 + (sequence % 4);
        (OrgId org, address key, Evidence evidence) = _fixer(number, who);
        bool allowed =
            units[number].owner != address(0) && evidence != Evidence.None && !_isWeaker(number, sequence, evidence);
        bytes memory data = abi.encodeCall(IStatements.stateReleaseFor, (DeviceId.wrap(_id(number)), sequence, org));
        _expect(9, allowed, key, address(devices), data);
        if (allowed && units[number].evidence != evidence) _fault(9);
    }

    function prove(uint256 n, uint32 sequence, uint256 pause) external later(pause) {
        uint256 number = 4 + 2 * (n % 4);
        sequence = 1 + (sequence % 4);
        bytes32 terms = keccak256(
            abi.encode(
                keccak256(
                    "DeviceStatement(uint256 deviceId,uint32 release,uint16 epoch,uint32 stated,uint256 deadline)"
                ),
                _id(number),
                sequence,
                units[number].epoch,
                units[number].stated * 256,
                block.timestamp + 1 days
            )
        );
        bool allowed = units[number].owner != address(0) && block.timestamp / 256 > units[number].stated;
        bytes memory data = abi.encodeCall(
            IStatements.proveRelease,
            (DeviceId.wrap(_id(number)), sequence, block.timestamp + 1 days, _deviceProof(number, terms))
        );
        _expectSigned(9, allowed, address(devices), data);
    }

    function swap(uint256 n, uint64 part, uint256 signed, uint256 pause) external later(pause) {
        uint256 number = _seek(n, owners[n % OWNERS]);
        bytes32 typeHash = keccak256(
            "SwapPart(uint256 deviceId,uint8 position,uint64 batchId,uint16 epoch,uint256 nonce,uint256 deadline)"
        );
        bytes memory terms = abi.encode(uint8(0), part % 4); // 0 takes the part out
        (address sender, IOwnerSigned.Signed memory words) = _speakTo(
            address(reports),
            "Muster Reports",
            signed % 2 == 0,
            number,
            typeHash,
            terms
        );
        DeviceId id = DeviceId.wrap(_id(number));
        bytes memory data = abi.encodeCall(IReports.swapPart, (id, 0, BatchId.wrap(part % 4), words));
        _expectBy(9, _maySwap(number), sender, address(reports), data, words);
    }

    function swapFor(uint256 n, uint64 part, uint256 who, uint256 pause) external later(pause) {
        uint256 number = _seek(n, owners[n % OWNERS]);
        (OrgId org, address key, Evidence evidence) = _fixer(number, who);
        bytes memory data = abi.encodeCall(
            IReports.swapPartFor,
            (DeviceId.wrap(_id(number)), 0, BatchId.wrap(part % 4), org)
        );
        _expect(9, _maySwap(number) && evidence != Evidence.None, key, address(reports), data);
    }

    // ---- the model ----

    /// Claimed, and one of the units that contain a part.
    function _maySwap(uint256 number) private view returns (bool) {
        bool fits = (6 <= number && number <= 9) || number == 13 || number == 14;
        return fits && units[number].owner != address(0);
    }

    function _isProvisional(uint256 number) internal view returns (bool) {
        return titles[number].byCode && block.timestamp / 1 days - titles[number].day <= 14;
    }

    function _isWeaker(uint256 number, uint32 sequence, Evidence evidence) private view returns (bool) {
        return sequence == units[number].release && evidence < units[number].evidence;
    }

    function _entitle(uint256 number, address owner, bool byCode) internal virtual {
        entitled[number] = owner;
        titles[number] = Title({byCode: byCode, day: block.timestamp / 1 days, stolen: false, retired: false});
    }

    /// A unit that has that owner, from a random place on; else any.
    function _seek(uint256 n, address owner) internal view returns (uint256) {
        for (uint256 i = 0; i < UNITS; ++i) {
            uint256 number = ((n % UNITS) + i) % UNITS;
            bool claimable = owner != address(0) || (number >= 4 && !_isFrozen(number));
            if (claimable && units[number].owner == owner) return number;
        }
        return n % UNITS;
    }

    function _fixer(uint256 number, uint256 who) internal view returns (OrgId, address, Evidence) {
        Body memory body = who % 8 == 0 ? suspendedRepairer : repairer;
        Evidence evidence = Evidence.Repairer;
        if (who % 2 != 0) {
            body = brand;
            evidence = 4 <= number && number < 12 ? Evidence.Maker : Evidence.None;
        }
        if (!_may(body.id, body.releaser, Permission.REPAIRS, true)) evidence = Evidence.None;
        return (body.id, body.releaser, evidence);
    }

    // ---- proofs ----

    function _claimBy(
        uint256 number,
        uint256 codeKey,
        uint256 leaf,
        address owner
    ) internal view returns (IClaims.Claim memory) {
        bytes32 typeHash = keccak256("Claim(uint256 deviceId,address owner,uint256 deadline)");
        return
            _codeClaim(number, codeKey, leaf, owner, abi.encode(typeHash, _id(number), owner, block.timestamp + YEARS));
    }

    function _codeClaim(
        uint256 number,
        uint256 codeKey,
        uint256 leaf,
        address owner,
        bytes memory terms
    ) internal view returns (IClaims.Claim memory) {
        return
            IClaims.Claim({
                deviceId: DeviceId.wrap(_id(number)),
                owner: owner,
                deadline: block.timestamp + YEARS,
                deviceSignerHash: _signerHash(leaf),
                serialTag: _tag(leaf),
                proof: _proof(leaf),
                signature: _sign(codeKey, address(devices), "Muster Devices", keccak256(terms))
            });
    }

    function _deviceProof(uint256 number, bytes32 terms) internal view returns (IClaims.DeviceProof memory) {
        uint256 key = _deviceKey(number);
        return
            IClaims.DeviceProof({
                claimKey: _claimKey(number),
                serialTag: _tag(number),
                proof: _proof(number),
                signer: abi.encodePacked(vm.addr(key)),
                signature: _sign(key, address(devices), "Muster Devices", terms)
            });
    }

    /// The owner sends it, or somebody carries its signature.
    function _speak(
        bool signed,
        uint256 number,
        bytes32 typeHash,
        bytes memory terms
    ) internal view returns (address, IOwnerSigned.Signed memory) {
        return _speakTo(address(devices), "Muster Devices", signed, number, typeHash, terms);
    }

    function _speakTo(
        address target,
        bytes memory name,
        bool signed,
        uint256 number,
        bytes32 typeHash,
        bytes memory terms
    ) internal view returns (address sender, IOwnerSigned.Signed memory words) {
        address owner = units[number].owner;
        if (!signed || owner == address(0)) return (owner == address(0) ? thief : owner, words);
        words.deadline = block.timestamp + YEARS;
        bytes memory tail = abi.encode(units[number].epoch, recalls.nonces(owner), words.deadline);
        if (target != address(recalls)) tail = _tailOf(target, owner, number, words.deadline);
        bytes32 structHash = keccak256(bytes.concat(abi.encode(typeHash, uint256(_id(number))), terms, tail));
        words.signature = _sign(keyOf[owner], target, name, structHash);
        sender = carrier;
    }

    function _tailOf(
        address target,
        address owner,
        uint256 number,
        uint256 deadline
    ) private view returns (bytes memory) {
        uint256 nonce = target == address(devices) ? devices.nonces(owner) : reports.nonces(owner);
        return abi.encode(units[number].epoch, nonce, deadline);
    }

    function _expectBy(
        uint256 invariant,
        bool allowed,
        address sender,
        address to,
        bytes memory data,
        IOwnerSigned.Signed memory words
    ) internal {
        _expect(invariant, allowed, sender, to, data);
        if (allowed && words.signature.length != 0) recorded.push(Recorded({to: to, data: data}));
    }

    function _expectSigned(uint256 invariant, bool allowed, address to, bytes memory data) internal {
        _expect(invariant, allowed, carrier, to, data);
        if (allowed) recorded.push(Recorded({to: to, data: data}));
    }
}
