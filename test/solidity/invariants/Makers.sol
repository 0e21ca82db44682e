// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBatches} from "../../../contracts/interfaces/IBatches.sol";
import {ICatalog} from "../../../contracts/interfaces/ICatalog.sol";
import {IReports} from "../../../contracts/interfaces/IReports.sol";
import {BatchId, ModelId} from "../../../contracts/types/Ids.sol";
import {CredentialClass, KeyClass, Permission} from "../../../contracts/types/Kinds.sol";
import {Governors} from "./Governors.sol";

/// What makers say of their goods, and laboratories of them; `who` is mostly the right key and sometimes another, as
/// `_officer` has it.
abstract contract Makers is Governors {
    // ---- the catalog ----

    function publish(uint256 cameras, uint256 step, uint256 who, uint256 pause) external later(pause) {
        (ModelId modelId, Body memory maker) = _product(cameras);
        (address key, bool may) = _officer(maker, Permission.RELEASES, false, who);
        uint32 sequence = saidOf[modelId].latest + uint32(step % 4);
        _expect(
            OFFICE,
            may && step % 4 != 0,
            key,
            address(catalog),
            abi.encodeCall(ICatalog.publishRelease, (modelId, sequence, "2", keccak256("next"), 2))
        );
    }

    function revokeRelease(uint256 cameras, uint256 which, uint256 who, uint256 pause) external later(pause) {
        (ModelId modelId, Body memory maker) = _product(cameras);
        (address key, bool may) = _officer(maker, Permission.RELEASES, false, who);
        uint32 sequence = uint32(which % (saidOf[modelId].latest + 2));
        bytes memory data = abi.encodeCall(ICatalog.revokeRelease, (modelId, sequence, "it fails"));
        _expect(OFFICE, may && isCurrent[modelId][sequence], key, address(catalog), data);
    }

    function extendSupport(uint256 cameras, uint256 days_, uint256 who, uint256 pause) external later(pause) {
        (ModelId modelId, Body memory maker) = _product(cameras);
        (address key, bool may) = _officer(maker, Permission.MODELS, false, who);
        uint32 supportEnd = saidOf[modelId].supportEnd + uint32(days_ % 8) * 1 days - 2 days;
        bytes memory data = abi.encodeCall(ICatalog.extendSupport, (modelId, supportEnd));
        _expect(9, may && supportEnd > saidOf[modelId].supportEnd, key, address(catalog), data);
    }

    function declareSecurity(uint256 cameras, uint256 keys, uint256 who, uint256 pause) external later(pause) {
        (ModelId modelId, Body memory maker) = _product(cameras);
        (address key, bool may) = _officer(maker, Permission.MODELS, false, who);
        KeyClass class = KeyClass(keys % 4);
        bytes memory data = abi.encodeCall(
            ICatalog.declareSecurity,
            (modelId, CredentialClass.Absent, class, keccak256("all provisions"))
        );
        _expect(OFFICE, may && class != KeyClass.None, key, address(catalog), data);
    }

    /// A laboratory, or a maker that takes itself for one.
    function certify(uint256 cameras, uint256 what, uint256 who, uint256 pause) external later(pause) {
        (ModelId modelId, Body memory maker) = _product(cameras);
        bool itself = what % 8 == 0;
        Body memory body = itself ? maker : laboratory;
        (address key, bool may) = _officer(body, Permission.CERTIFICATES, true, who);
        uint16 version = saidOf[modelId].declared + (what % 8 == 1 ? 1 : 0);
        uint32 until = uint32(block.timestamp) + (what % 8 == 2 ? 0 : 1);
        bool inForce = version != 0 && version == saidOf[modelId].declared && what % 8 != 2;
        bytes memory data = abi.encodeCall(ICatalog.certify, (body.id, modelId, version, until, keccak256("report")));
        _expect(OFFICE, may && !itself && inForce, key, address(catalog), data);
    }

    function revokeCertificate(uint256 cameras, uint256 who, uint256 pause) external later(pause) {
        (ModelId modelId, ) = _product(cameras);
        (address key, bool may) = _officer(laboratory, Permission.CERTIFICATES, false, who);
        bool there = certifiedOf[modelId].version != 0 && !certifiedOf[modelId].revoked;
        bytes memory data = abi.encodeCall(ICatalog.revokeCertificate, (laboratory.id, modelId, "wrong unit tested"));
        _expect(OFFICE, may && there, key, address(catalog), data);
    }

    // ---- batches ----

    /// Cameras that somebody owns: who leaks codes of boxes that were opened freezes nobody's title.
    function freeze(uint256 n, uint256 beyond, uint256 who, uint256 pause) external later(pause) {
        uint256 number = _seek(n, owners[n % OWNERS]);
        if (units[number].owner == address(0)) number = 4 + FROZEN;
        (uint64 batchId, uint32 index) = _unit(number);
        (address key, bool may) = _officer(_makerOf(number), Permission.BATCHES, false, who);
        uint32 last = beyond % 4 == 0 ? _sizeOf(batchId) : index;
        bool fits = beyond % 4 != 0 && frozenRanges[batchId] < 32;
        bytes memory data = abi.encodeCall(IBatches.freeze, (BatchId.wrap(batchId), index, last, "leaked"));
        _expect(OFFICE, may && fits, key, address(batches), data);
    }

    /// Another batch, or the same units once more.
    function postRoot(uint256 again, uint256 who, uint256 pause) external later(pause) {
        (address key, bool may) = _officer(brand, Permission.BATCHES, true, who);
        bytes32 root = again % 4 == 0 ? batches.batch(BatchId.wrap(CAMERAS)).root : bytes32(++turn);
        IBatches.Part[] memory parts = new IBatches.Part[](1);
        // The batch itself, which is never there yet.
        parts[0].batchId = BatchId.wrap(uint64(again % 4 == 1 ? roots + 1 : CAMERAS));
        IBatches.Registration memory registration = IBatches.Registration({
            modelId: camera,
            root: root,
            size: 1,
            madeFrom: 1000,
            madeTo: 2000,
            factoryRelease: 2,
            manifest: keccak256("manifest"),
            lot: "L2",
            parts: parts
        });
        bytes memory data = abi.encodeCall(IBatches.registerBatch, (registration));
        _expect(2, may && again % 4 > 1, key, address(batches), data);
    }

    // ---- reports ----

    function report(uint256 n, uint256 dice, uint256 bits, uint256 who, uint256 pause) external later(pause) {
        (bytes memory data, bool fits) = _report(uint64(1 + (n % 3)), dice, bits);
        (address key, bool may) = _officer(_bodyAt(n % 3), Permission.RELEASES, true, who);
        _expect(OFFICE, may && fits, key, address(reports), data);
    }

    function revokeReport(uint256 which, uint256 who, uint256 pause) external later(pause) {
        uint256 reportId = 1 + (which % (told.length + 1)); // the last there is not
        bool there = reportId <= told.length && !told[reportId - 1].revoked;
        Body memory maker = reportId <= told.length ? _bodyAt(told[reportId - 1].batchId - 1) : brand;
        (address key, bool may) = _officer(maker, Permission.RELEASES, false, who);
        bytes memory data = abi.encodeCall(IReports.revokeReport, (uint32(reportId), "they were downloads"));
        _expect(OFFICE, may && there, key, address(reports), data);
    }

    // ---- contents ----

    /// Of a range or a bitmap; every eighth lists a unit beyond the range, every eighth goes beyond the batch.
    function _report(uint64 batchId, uint256 dice, uint256 bits) private view returns (bytes memory data, bool fits) {
        dice = uint256(keccak256(abi.encode(dice)));
        uint32 first = uint32(dice % _sizeOf(batchId));
        uint32 last = first + uint32((dice >> 8) % (_sizeOf(batchId) - first));
        uint256 unlisted = 255 - (last - first);
        uint256 word = (uint256(keccak256(abi.encode(bits))) >> unlisted) << unlisted;
        uint256 fault = (dice >> 16) % 8;
        if (fault == 0) last = _sizeOf(batchId);
        if (fault == 1) word |= 1;
        bytes memory list = fault > 1 && bits % 4 == 0 ? bytes("") : abi.encode(word);
        uint32 release = uint32((dice >> 24) % (saidOf[camera].latest + 2));
        data = abi.encodeCall(IReports.reportReleases, (BatchId.wrap(batchId), release, first, last, list));
        fits = fault > 1 && release != 0;
    }

    function _product(uint256 cameras) private view returns (ModelId, Body memory) {
        return cameras % 2 == 0 ? (camera, brand) : (kit, kitMaker);
    }
}
