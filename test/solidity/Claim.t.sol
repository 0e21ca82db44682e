// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Devices} from "../../contracts/Devices.sol";
import {IBatches} from "../../contracts/interfaces/IBatches.sol";
import {IOrganizations} from "../../contracts/interfaces/IOrganizations.sol";
import {IClaims} from "../../contracts/interfaces/devices/IClaims.sol";
import {DeviceId} from "../../contracts/types/Ids.sol";
import {entry, vm} from "./Vm.sol";

/// A batch as the vectors have it, in place of the register's.
contract OneBatch {
    bytes32 private immutable _root;
    uint32 private immutable _size;

    constructor(bytes32 root, uint32 size) {
        (_root, _size) = (root, size);
    }

    function unit(DeviceId) external view returns (bytes32, uint32, bool) {
        return (_root, _size, false);
    }
}

contract ClaimTest {
    string private json;

    function setUp() external {
        json = vm.readFile("test/vectors/unit-tree.json");
    }

    /// The contract, on the vector's chain and at its address, signs the vector's digest and accepts its claim.
    function test_GoldenVectors() external {
        uint256 i = 0;
        for (; vm.keyExistsJson(json, entry("claims", i, "")); ++i) {
            Devices devices = _devicesOf(i);
            IClaims.Claim memory claim = _claim(i);
            bytes32 digest = vm.parseJsonBytes32(json, entry("claims", i, ".digest"));
            require(devices.claimDigest(claim.deviceId, claim.owner, claim.deadline) == digest, "digest");

            vm.warp(claim.deadline);
            devices.claim(claim);
            require(devices.ownerOf(DeviceId.unwrap(claim.deviceId)) == claim.owner, "owner");
        }
        require(i == 2, "all claims");
    }

    function testFuzz_NoOtherTermsHaveTheDigest(
        uint96 deviceId,
        address owner,
        uint256 deadline,
        uint64 chain
    ) external {
        Devices devices = _devicesOf(0);
        IClaims.Claim memory claim = _claim(0);
        uint256 vectorChain = vm.parseJsonUint(json, entry("claims", 0, ".chainId"));
        vm.assume(
            DeviceId.unwrap(claim.deviceId) != deviceId ||
                claim.owner != owner ||
                claim.deadline != deadline ||
                vectorChain != chain
        );
        vm.assume(chain != 0);
        vm.chainId(chain);
        bytes32 digest = vm.parseJsonBytes32(json, entry("claims", 0, ".digest"));
        require(devices.claimDigest(DeviceId.wrap(deviceId), owner, deadline) != digest, "digest");
    }

    /// Neither a second deployment has it, nor the same code elsewhere, as after a fork.
    function test_NoOtherContractHasTheDigest() external {
        Devices devices = _devicesOf(0);
        address copy = address(uint160(address(devices)) + 1);
        vm.etch(copy, address(devices).code);
        IClaims.Claim memory claim = _claim(0);
        bytes32 digest = vm.parseJsonBytes32(json, entry("claims", 0, ".digest"));
        Devices[2] memory others = [Devices(copy), new Devices(devices.organizations(), devices.batches(), address(0))];
        for (uint256 i = 0; i < others.length; ++i) {
            require(others[i].claimDigest(claim.deviceId, claim.owner, claim.deadline) != digest, "digest");
        }
    }

    function _devicesOf(uint256 i) private returns (Devices devices) {
        uint256 size = vm.parseJsonUint(json, entry("claims", i, ".size"));
        IBatches batches = IBatches(address(new OneBatch(_rootOf(size), uint32(size))));
        devices = Devices(vm.parseJsonAddress(json, entry("claims", i, ".devices")));
        vm.etch(address(devices), address(new Devices(IOrganizations(address(0)), batches, address(0))).code);
        vm.chainId(vm.parseJsonUint(json, entry("claims", i, ".chainId")));
    }

    function _rootOf(uint256 size) private view returns (bytes32) {
        return vm.parseJsonBytes32(json, entry("trees", _treeOf(size), ".root"));
    }

    function _treeOf(uint256 size) private view returns (uint256 tree) {
        while (vm.parseJsonUint(json, entry("trees", tree, ".size")) != size) ++tree;
    }

    function _claim(uint256 i) private view returns (IClaims.Claim memory) {
        uint256 index = vm.parseJsonUint(json, entry("claims", i, ".index"));
        uint256 tree = _treeOf(vm.parseJsonUint(json, entry("claims", i, ".size")));
        string memory proof = string.concat(entry("trees", tree, ".proofs["), vm.toString(index), "]");
        return
            IClaims.Claim({
                deviceId: DeviceId.wrap(uint96(vm.parseJsonUint(json, entry("claims", i, ".deviceId")))),
                owner: vm.parseJsonAddress(json, entry("claims", i, ".owner")),
                deadline: vm.parseJsonUint(json, entry("claims", i, ".deadline")),
                deviceSignerHash: vm.parseJsonBytes32(json, entry("units", index, ".deviceSignerHash")),
                serialTag: vm.parseJsonBytes32(json, entry("units", index, ".serialTag")),
                proof: vm.parseJsonBytes32Array(json, proof),
                signature: vm.parseJsonBytes(json, entry("claims", i, ".signature"))
            });
    }
}
