// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICatalog} from "../../../contracts/interfaces/ICatalog.sol";
import {IDevices} from "../../../contracts/interfaces/IDevices.sol";
import {IOrganizations} from "../../../contracts/interfaces/IOrganizations.sol";
import {IAnswers} from "../../../contracts/interfaces/recalls/IAnswers.sol";
import {ICases} from "../../../contracts/interfaces/recalls/ICases.sol";
import {IScopes} from "../../../contracts/interfaces/recalls/IScopes.sol";
import {DeviceId, ModelId, OrgId, RecallId} from "../../../contracts/types/Ids.sol";
import {Evidence} from "../../../contracts/types/Kinds.sol";
import {Adversaries} from "./Adversaries.sol";

/// Everybody at once, and what must hold after whatever they did.
contract Everybody is Adversaries {
    function requireNoFault(uint256 invariant, string memory what) external view {
        require(faults[invariant] == 0, what);
    }

    /// I1: the register, the model and the sum of all balances agree on who owns what.
    function requireOneOwnerEach() external view {
        uint256 owned = 0;
        for (uint256 number = 0; number < UNITS; ++number) {
            require(devices.device(DeviceId.wrap(_id(number))).owner == units[number].owner, "another owner");
            if (units[number].owner != address(0)) ++owned;
        }
        uint256 balances = devices.balanceOf(thief);
        for (uint256 i = 0; i < OWNERS; ++i) balances += devices.balanceOf(owners[i]);
        require(balances == owned, "balances");
    }

    /// I2: whoever owns a unit is who last proved that it may.
    function requireProofs() external view {
        for (uint256 number = 0; number < UNITS; ++number) {
            require(devices.device(DeviceId.wrap(_id(number))).owner == entitled[number], "not entitled");
        }
    }

    /// I3: every version and item that was ever published is still there, as it was.
    function requireHistory() external view {
        for (uint256 i = 0; i < cases.length; ++i) {
            Case storage record = cases[i];
            RecallId id = RecallId.wrap(uint32(i + 1));
            ICases.Recall memory said = recalls.recall(id);
            require(said.version == record.notices.length, "version");
            require(said.notice == record.notices[record.notices.length - 1], "notice");
            require(said.state == record.state && said.severity == record.severity, "state");
            require(said.issuer == record.issuer && said.scopeCount == itemsOf[i + 1].length, "scope");
            // The oldest, the newest, and one that changes with what has happened.
            _requireItem(id, 0);
            _requireItem(id, said.scopeCount - 1);
            _requireItem(id, accepted % said.scopeCount);
        }
    }

    /// I4: by one way or another a case means exactly what it ever named and never visibly took out.
    function requireScope() external view {
        if (cases.length == 0) return;
        uint256 recallId = 1 + ((accepted + refused) % cases.length);
        for (uint256 number = 0; number < UNITS; ++number) {
            uint256 way = (accepted + number) % 4;
            bool said = recalls.affects(RecallId.wrap(uint32(recallId)), DeviceId.wrap(_id(number)), _path(way));
            require(said == _affected(recallId, number, way), "affected");
        }
    }

    /// I9: epoch, release and evidence are what the events told last.
    function requireEverythingSeen() external view {
        for (uint256 number = 0; number < UNITS; ++number) {
            IDevices.Device memory said = devices.device(DeviceId.wrap(_id(number)));
            require(said.epoch == units[number].epoch, "epoch");
            require(said.release == units[number].release && said.evidence == units[number].evidence, "statement");
            require(said.stated / 256 == units[number].stated, "stated");
        }
    }

    /// I9: a unit is remedied by what was told of it and is still so, and by nothing else.
    function requireRemedies() external view {
        if (cases.length == 0) return;
        uint256 recallId = 1 + ((accepted + refused) % cases.length);
        uint256 reportId = (accepted + refused) % (told.length + 1); // 0 is none
        for (uint256 number = 0; number < UNITS; ++number) {
            uint256 way = (refused + number) % 4;
            IAnswers.Witness memory witness;
            (witness.path, witness.reportId) = (_path(way), uint32(reportId));
            if (reportId != 0) witness.word = told[reportId - 1].word;
            bool said = recalls.remedied(RecallId.wrap(uint32(recallId)), DeviceId.wrap(_id(number)), witness);
            require(said == _isRemedied(recallId, number, way, reportId), "remedied");
        }
    }

    /// Every body is led by whom it was given to, and its keys may do what its admins said.
    function requireOffices() external view {
        for (uint256 i = 0; i < standings.length; ++i) {
            OrgId id = OrgId.wrap(uint32(i + 1));
            IOrganizations.Organization memory said = organizations.organization(id);
            require(said.admin == standings[i].admin && said.suspended == standings[i].suspended, "standing");
            require(said.kind == standings[i].kind && said.admittedAt == standings[i].admittedAt, "admission");
            if (i >= WORLDS_BODIES) {
                _requireRights(id, owners[accepted % OWNERS]);
                continue;
            }
            Body memory body = _bodyAt(i);
            _requireRights(id, body.drafter);
            _requireRights(id, body.releaser);
            _requireRights(id, body.allRights);
        }
    }

    /// The catalog is what its makers and laboratories said last.
    function requireCatalog() external view {
        _requireModel(camera);
        _requireModel(kit);
    }

    function requireFewIdle() external view {
        uint256 calls = accepted + refused + idle;
        // A few more are chance in a short run; Reach.t.sol has a long one, and no such allowance.
        require(idle * 20 <= calls + 100, "idle");
    }

    function figures() external view returns (uint256, uint256, uint256) {
        return (accepted, refused, idle);
    }

    function count(bytes32 topic) external view returns (uint256) {
        return seen[topic];
    }

    function tried(bytes4 verb) external view returns (uint256, uint256) {
        return (acceptedOf[verb], refusedOf[verb]);
    }

    function attempts(uint256 wrong) external view returns (uint256) {
        return repelled[wrong];
    }

    function _requireItem(RecallId id, uint256 position) private view {
        IScopes.ScopeItem memory said = recalls.scopeItem(id, position);
        IScopes.ScopeItem memory known = itemsOf[RecallId.unwrap(id)][position];
        require(keccak256(abi.encode(said)) == keccak256(abi.encode(known)), "item");
    }

    function _requireRights(OrgId id, address key) private view {
        require(organizations.permissionsOf(id, key) == _permissionsOf(id, key), "permissions");
    }

    function _requireModel(ModelId modelId) private view {
        ICatalog.Model memory said = catalog.model(modelId);
        require(said.latestRelease == saidOf[modelId].latest, "latest release");
        require(said.supportEnd == saidOf[modelId].supportEnd, "support");
        require(catalog.declaration(modelId).version == saidOf[modelId].declared, "declaration");
        uint32 sequence = uint32((accepted + refused) % (said.latestRelease + 2));
        require(catalog.isCurrent(modelId, sequence) == isCurrent[modelId][sequence], "release");
        ICatalog.Certificate memory found = catalog.certificate(modelId, laboratory.id);
        Certified memory known = certifiedOf[modelId];
        bool same = found.version == known.version && found.validUntil == known.until && found.revoked == known.revoked;
        require(same, "certificate");
    }

    /// By a remedy on record, by a swapped part, by the release that it runs, or by the one that its maker reports.
    function _isRemedied(uint256 recallId, uint256 number, uint256 way, uint256 reportId) private view returns (bool) {
        Evidence minimum = cases[recallId - 1].minEvidence;
        Unit memory unit = units[number];
        Best memory best = remedies[recallId][number];
        if (best.evidence >= minimum && best.epoch == unit.epoch) return true;
        bool original = way == 1 || way == 2;
        if (original && unit.swapped >= minimum && _affected(recallId, number, way)) return true;
        if (unit.evidence >= minimum && _isFixed(recallId, number, unit.release)) return true;
        return minimum <= Evidence.Maker && _isFixed(recallId, number, _reported(reportId, number));
    }

    /// Boards have no firmware.
    function _isFixed(uint256 recallId, uint256 number, uint32 release) private view returns (bool) {
        uint32 fix = fixes[recallId][_modelOf(number)];
        return number >= 4 && fix != 0 && release >= fix && isCurrent[_modelOf(number)][release];
    }
}

/// The invariants of the register that can be seen on chain. The numbers are those of docs/protocol.md.
contract RegisterTest {
    Everybody private _everybody;

    function setUp() external {
        _everybody = new Everybody();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_everybody);
    }

    function invariant_I1_OneUnitHasAtMostOneOwner() external view {
        _everybody.requireNoFault(1, "a title moved from nobody, or against its owner's will");
        _everybody.requireOneOwnerEach();
    }

    function invariant_I2_TitlesComeFromProofs() external view {
        _everybody.requireNoFault(2, "a title without a proof");
        _everybody.requireProofs();
    }

    function invariant_I3_HistoryOnlyGrows() external view {
        _everybody.requireNoFault(3, "history changed");
        _everybody.requireHistory();
    }

    function invariant_I4_ScopeShrinksByVisibleExclusionOnly() external view {
        _everybody.requireNoFault(4, "a scope changed without a draft of its own day");
        _everybody.requireScope();
    }

    function invariant_I8_NoSignatureServesTwice() external view {
        _everybody.requireNoFault(8, "a signature served twice, elsewhere or for someone else");
    }

    function invariant_I9_NothingGoesBackUnseen() external view {
        _everybody.requireNoFault(9, "an epoch or evidence went back");
        _everybody.requireEverythingSeen();
        _everybody.requireRemedies();
    }

    function invariant_I11_EveryWriterTells() external view {
        _everybody.requireNoFault(11, "a change without an event");
    }

    function invariant_NoRecallByOneKey() external view {
        _everybody.requireNoFault(0, "one key was enough");
    }

    function invariant_NobodyActsForAnotherBody() external view {
        _everybody.requireNoFault(13, "a key acted for a body that had not appointed it");
        _everybody.requireOffices();
        _everybody.requireCatalog();
    }

    function invariant_HardlyACallIsIdle() external view {
        _everybody.requireFewIdle();
    }
}
