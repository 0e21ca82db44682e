// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBatches} from "../../../contracts/interfaces/IBatches.sol";
import {ICatalog} from "../../../contracts/interfaces/ICatalog.sol";
import {IReports} from "../../../contracts/interfaces/IReports.sol";
import {ModelId, OrgId} from "../../../contracts/types/Ids.sol";
import {CredentialClass, KeyClass} from "../../../contracts/types/Kinds.sol";
import {Log} from "../Vm.sol";
import {Bodies} from "./Bodies.sol";

/// The model of what makers and laboratories say of their goods, as the events tell it.
abstract contract Goods is Bodies {
    struct Said {
        uint32 latest; // release
        uint32 supportEnd;
        uint16 declared; // version
    }

    /// By the laboratory, of one model.
    struct Certified {
        uint16 version;
        uint32 until;
        bool revoked;
    }

    struct Told {
        uint64 batchId;
        uint32 release;
        uint256 listed; // units
        bytes32 word; // of the bitmap
        uint256 reported; // time / 256
        bool revoked;
    }

    mapping(ModelId modelId => Said said) internal saidOf;
    mapping(ModelId modelId => mapping(uint32 sequence => bool current)) internal isCurrent;
    mapping(ModelId modelId => Certified certified) internal certifiedOf;
    /// By number, which is one less than the id.
    Told[] internal told;
    uint256 internal frozen; // units
    mapping(uint64 batchId => uint256 ranges) internal frozenRanges;
    uint256 internal roots;

    constructor() {
        saidOf[camera] = Said(4, 2_208_988_800, 0);
        saidOf[kit] = Said(4, 2_208_988_800, 0);
        for (uint32 sequence = 1; sequence <= 4; ++sequence) {
            (isCurrent[camera][sequence], isCurrent[kit][sequence]) = (true, true);
        }
        frozen = 1 << (4 + FROZEN);
        frozenRanges[CAMERAS] = 1;
        roots = 3;
    }

    // ---- the model ----

    function _isFrozen(uint256 number) internal view returns (bool) {
        return (frozen >> number) & 1 == 1;
    }

    /// What a report that still counts says of a unit.
    function _reported(uint256 reportId, uint256 number) internal view returns (uint32) {
        if (reportId == 0 || reportId > told.length) return 0;
        Told memory report = told[reportId - 1];
        bool counts = !report.revoked && report.reported > units[number].stated;
        return counts && (report.listed >> number) & 1 == 1 ? report.release : 0;
    }

    function _modelOf(uint256 number) internal view returns (ModelId) {
        return number < 12 ? camera : kit;
    }

    function _makerOf(uint256 number) internal view returns (Body memory) {
        (uint64 batchId, ) = _unit(number);
        return _bodyAt(batchId - 1);
    }

    // ---- what the events say ----

    function _judge(Log memory log) internal virtual override {
        super._judge(log);
        bytes32 topic = log.topics[0];
        if (topic == ICatalog.ReleasePublished.selector) _judgeRelease(log);
        else if (topic == ICatalog.ReleaseRevoked.selector) _judgeRevocation(log);
        else if (topic == ICatalog.SupportExtended.selector) _judgeSupport(log);
        else if (topic == ICatalog.SecurityDeclared.selector) _judgeDeclaration(log);
        else if (topic == ICatalog.ModelCertified.selector) _judgeCertificate(log);
        else if (topic == ICatalog.CertificateRevoked.selector) certifiedOf[_model(log)].revoked = true;
        else if (topic == IBatches.UnitsFrozen.selector) _judgeFreeze(log);
        else if (topic == IBatches.BatchRegistered.selector) ++roots;
        else if (topic == IReports.ReleasesReported.selector) _judgeReport(log);
        else if (topic == IReports.ReportRevoked.selector) told[uint256(log.topics[1]) - 1].revoked = true;
    }

    function _model(Log memory log) private pure returns (ModelId) {
        return ModelId.wrap(uint96(uint256(log.topics[1])));
    }

    function _judgeRelease(Log memory log) private {
        uint32 sequence = uint32(uint256(log.topics[2]));
        if (sequence <= saidOf[_model(log)].latest) _fault(9);
        saidOf[_model(log)].latest = sequence;
        isCurrent[_model(log)][sequence] = true;
    }

    function _judgeRevocation(Log memory log) private {
        uint32 sequence = uint32(uint256(log.topics[2]));
        if (!isCurrent[_model(log)][sequence]) _fault(9);
        isCurrent[_model(log)][sequence] = false;
    }

    function _judgeSupport(Log memory log) private {
        uint32 supportEnd = abi.decode(log.data, (uint32));
        if (supportEnd <= saidOf[_model(log)].supportEnd) _fault(9);
        saidOf[_model(log)].supportEnd = supportEnd;
    }

    function _judgeDeclaration(Log memory log) private {
        (uint16 version, , ) = abi.decode(log.data, (uint16, CredentialClass, KeyClass));
        if (version != saidOf[_model(log)].declared + 1) _fault(9);
        saidOf[_model(log)].declared = version;
    }

    function _judgeCertificate(Log memory log) private {
        (uint16 version, uint32 until) = abi.decode(log.data, (uint16, uint32));
        bool inForce = version == saidOf[_model(log)].declared && until > block.timestamp;
        if (!inForce || OrgId.wrap(uint32(uint256(log.topics[2]))) != laboratory.id) _fault(OFFICE);
        certifiedOf[_model(log)] = Certified(version, until, false);
    }

    function _judgeFreeze(Log memory log) private {
        uint64 batchId = uint64(uint256(log.topics[1]));
        (uint32 first, uint32 last) = abi.decode(log.data, (uint32, uint32));
        frozen |= _bits(batchId, first, last);
        ++frozenRanges[batchId];
    }

    function _judgeReport(Log memory log) private {
        uint64 batchId = uint64(uint256(log.topics[2]));
        (uint32 release, uint32 first, uint32 last, bytes memory bitmap) = abi.decode(
            log.data,
            (uint32, uint32, uint32, bytes)
        );
        uint256 listed = 0;
        for (uint256 place = 0; place <= last - first; ++place) {
            bool bit = bitmap.length == 0 || (uint256(bytes32(bitmap)) >> (255 - place)) & 1 == 1;
            if (bit) listed |= 1 << (_numberOf((uint256(batchId) << 32) | first) + place);
        }
        told.push(Told(batchId, release, listed, bytes32(bitmap), block.timestamp / 256, false));
        if (uint256(log.topics[1]) != told.length) _fault(9);
    }
}
