// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {Batches} from "../../../contracts/Batches.sol";
import {Catalog} from "../../../contracts/Catalog.sol";
import {Devices} from "../../../contracts/Devices.sol";
import {Organizations} from "../../../contracts/Organizations.sol";
import {Recalls} from "../../../contracts/Recalls.sol";
import {Reports} from "../../../contracts/Reports.sol";
import {IBatches} from "../../../contracts/interfaces/IBatches.sol";
import {UnitTree} from "../../../contracts/libraries/UnitTree.sol";
import {BatchId, ModelId, ModelIds, OrgId} from "../../../contracts/types/Ids.sol";
import {ModelKind, OrgKind, Permission} from "../../../contracts/types/Kinds.sol";
import {vm} from "../Vm.sol";

/// A whole register with three small batches: 4 boards; 8 cameras, of which units 2..5 contain boards; 4 kits, of which
/// units 1..2 contain cameras. Cameras with an even number can sign. The last camera is frozen.
abstract contract World {
    struct Body {
        OrgId id;
        address drafter;
        address releaser; // with every right except drafting
        address allRights;
    }

    uint64 internal constant BOARDS = 1;
    uint64 internal constant CAMERAS = 2;
    uint64 internal constant KITS = 3;
    uint256 internal constant UNITS = 16;
    uint32 internal constant FROZEN = 7;
    uint256 internal constant OWNERS = 4;

    address internal immutable carrier = address(0xCA881E8);
    address internal immutable thief;
    /// Waits a day between what it announces and what it does.
    address internal immutable governor;
    AccessManager internal immutable manager;

    Organizations internal organizations;
    Catalog internal catalog;
    Batches internal batches;
    Devices internal devices;
    Reports internal reports;
    Recalls internal recalls;
    /// The same code at another address, where no signature for the register is worth anything.
    Devices internal otherDevices;
    Reports internal otherReports;
    Recalls internal otherRecalls;

    Body internal boardMaker;
    Body internal brand;
    Body internal kitMaker;
    Body internal regulator;
    Body internal repairer;
    Body internal suspendedRepairer;
    Body internal laboratory;
    ModelId internal camera;
    ModelId internal kit;
    address[] internal owners;
    mapping(address account => uint256 privateKey) internal keyOf;
    mapping(uint64 batchId => bytes32[] leaves) private _leaves;

    constructor() {
        vm.warp(1_800_000_000);
        manager = new AccessManager(address(this));
        organizations = new Organizations(address(manager));
        catalog = new Catalog(organizations);
        batches = new Batches(organizations, catalog);
        (devices, reports, recalls) = _deploy();
        (otherDevices, otherReports, otherRecalls) = _deploy();

        for (uint256 i = 0; i < OWNERS; ++i) owners.push(_account(string.concat("owner", vm.toString(i))));
        thief = _account("thief");
        governor = _account("governor");
        boardMaker = _admit(OrgKind.Manufacturer, "board");
        brand = _admit(OrgKind.Manufacturer, "brand");
        kitMaker = _admit(OrgKind.Manufacturer, "kit");
        regulator = _admit(OrgKind.Regulator, "regulator");
        repairer = _admit(OrgKind.Repairer, "repairer");
        suspendedRepairer = _admit(OrgKind.Repairer, "suspended");
        laboratory = _admit(OrgKind.Laboratory, "laboratory");
        organizations.setSuspended(suspendedRepairer.id, true, "false statements");

        ModelId board = _addModel(boardMaker, 9506000134352, ModelKind.Component);
        camera = _addModel(brand, 9506000140445, ModelKind.Device);
        kit = _addModel(kitMaker, 9506000134369, ModelKind.Device);
        IBatches.Part[] memory parts = new IBatches.Part[](0);
        _addBatch(boardMaker, board, 4, 100, 200, 0, parts);
        parts = new IBatches.Part[](1);
        parts[0] = IBatches.Part({batchId: BatchId.wrap(BOARDS), first: 2, last: 5});
        _addBatch(brand, camera, 8, 1000, 2000, 2, parts);
        parts[0] = IBatches.Part({batchId: BatchId.wrap(CAMERAS), first: 1, last: 2});
        _addBatch(kitMaker, kit, 4, 3000, 4000, 0, parts);
        vm.prank(brand.releaser);
        batches.freeze(BatchId.wrap(CAMERAS), FROZEN, FROZEN, "leaked");
        manager.grantRole(manager.ADMIN_ROLE(), governor, 1 days);
        manager.renounceRole(manager.ADMIN_ROLE(), address(this));
        vm.warp(block.timestamp + 30 days); // appointments wait from now on
    }

    // ---- units, numbered over all batches ----

    function _sizeOf(uint64 batchId) internal pure returns (uint32) {
        return batchId == CAMERAS ? 8 : 4;
    }

    function _unit(uint256 number) internal pure returns (uint64 batchId, uint32 index) {
        if (number < 4) return (BOARDS, uint32(number));
        if (number < 12) return (CAMERAS, uint32(number - 4));
        return (KITS, uint32(number - 12));
    }

    function _id(uint256 number) internal pure returns (uint96) {
        (uint64 batchId, uint32 index) = _unit(number);
        return (uint96(batchId) << 32) | index;
    }

    function _numberOf(uint256 id) internal pure returns (uint256) {
        uint256 batchId = id >> 32;
        return
            (
                batchId == BOARDS
                    ? 0
                    : batchId == CAMERAS
                        ? 4
                        : 12
            ) + uint32(id);
    }

    function _canSign(uint256 number) internal pure returns (bool) {
        (uint64 batchId, uint32 index) = _unit(number);
        return batchId == CAMERAS && index % 2 == 0;
    }

    function _codeKey(uint256 number) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode("code", number)));
    }

    function _deviceKey(uint256 number) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode("device", number)));
    }

    function _tag(uint256 number) internal pure returns (bytes32) {
        return keccak256(abi.encode("serial", number));
    }

    function _signerHash(uint256 number) internal pure returns (bytes32) {
        return _canSign(number) ? keccak256(abi.encodePacked(vm.addr(_deviceKey(number)))) : bytes32(0);
    }

    function _claimKey(uint256 number) internal pure returns (address) {
        return number < 4 ? address(0) : vm.addr(_codeKey(number));
    }

    function _proof(uint256 number) internal view returns (bytes32[] memory proof) {
        (uint64 batchId, uint32 index) = _unit(number);
        bytes32[] memory nodes = _leaves[batchId];
        proof = new bytes32[](nodes.length == 8 ? 3 : 2);
        for (uint256 level = 0; level < proof.length; ++level) {
            proof[level] = nodes[(index >> level) ^ 1];
            nodes = _above(nodes);
        }
    }

    // ---- signatures ----

    function _sign(
        uint256 privateKey,
        address target,
        bytes memory name,
        bytes32 structHash
    ) internal view returns (bytes memory) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(name),
                keccak256("1"),
                block.chainid,
                target
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(
            privateKey,
            keccak256(abi.encodePacked(hex"1901", domain, structHash))
        );
        return abi.encodePacked(r, s, v);
    }

    // ---- setting up ----

    function _account(string memory name) internal returns (address account) {
        uint256 privateKey = uint256(keccak256(bytes(name)));
        account = vm.addr(privateKey);
        keyOf[account] = privateKey;
    }

    function _deploy() private returns (Devices, Reports, Recalls) {
        Devices devices_ = new Devices(organizations, batches, address(0)); // no unit here has a secure element
        Reports reports_ = new Reports(organizations, batches, devices_);
        Recalls recalls_ = new Recalls(organizations, catalog, batches, devices_, reports_);
        devices_.bindRecalls(address(recalls_));
        return (devices_, reports_, recalls_);
    }

    function _admit(OrgKind kind, string memory name) private returns (Body memory body) {
        body.id = organizations.admit(kind, address(this), name, "example.org", "DE");
        body.drafter = _account(string.concat(name, " drafter"));
        body.releaser = _account(string.concat(name, " releaser"));
        body.allRights = _account(string.concat(name, " both"));
        organizations.setOperator(body.id, body.drafter, Permission.RECALL_DRAFT);
        organizations.setOperator(body.id, body.releaser, 255 & ~Permission.RECALL_DRAFT);
        organizations.setOperator(body.id, body.allRights, 255);
    }

    function _addModel(Body memory body, uint64 gtin, ModelKind kind) private returns (ModelId modelId) {
        vm.prank(body.releaser);
        modelId = catalog.registerModel(body.id, gtin, kind, 2_208_988_800, "model");
        if (kind != ModelKind.Device) return modelId;
        for (uint32 sequence = 1; sequence <= 4; ++sequence) {
            vm.prank(body.releaser);
            catalog.publishRelease(modelId, sequence, "1", keccak256("image"), 1);
        }
    }

    function _addBatch(
        Body memory body,
        ModelId modelId,
        uint32 size,
        uint32 madeFrom,
        uint32 madeTo,
        uint32 factoryRelease,
        IBatches.Part[] memory parts
    ) private {
        uint64 batchId =
            modelId.org() == boardMaker.id
                ? BOARDS
                : modelId.org() == brand.id
                    ? CAMERAS
                    : KITS;
        uint256 firstUnit = _numberOf(uint256(batchId) << 32);
        for (uint256 n = firstUnit; n < firstUnit + size; ++n) {
            _leaves[batchId].push(UnitTree.leaf(_claimKey(n), _signerHash(n), _tag(n)));
        }
        bytes32[] memory nodes = _leaves[batchId];
        while (nodes.length > 1) nodes = _above(nodes);
        vm.prank(body.releaser);
        batches.registerBatch(
            IBatches.Registration({
                modelId: modelId,
                root: nodes[0],
                size: size,
                madeFrom: madeFrom,
                madeTo: madeTo,
                factoryRelease: factoryRelease,
                manifest: keccak256("manifest"),
                lot: "L1",
                parts: parts
            })
        );
    }

    function _above(bytes32[] memory nodes) private pure returns (bytes32[] memory above) {
        above = new bytes32[](nodes.length / 2);
        for (uint256 i = 0; i < above.length; ++i) above[i] = keccak256(abi.encode(nodes[2 * i], nodes[2 * i + 1]));
    }
}
