// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchId, DeviceId, DeviceIds, ModelId, ModelIds, OrgId} from "../../contracts/types/Ids.sol";
import {entry, vm} from "./Vm.sol";

contract IdsTest {
    function testFuzz_ModelIdCarriesMakerAndGtin(uint32 org, uint64 gtin) external pure {
        ModelId id = ModelIds.from(OrgId.wrap(org), gtin);
        require(id.org() == OrgId.wrap(org) && !(id.org() != OrgId.wrap(org)), "org");
        require(id.gtin() == gtin, "gtin");
    }

    function testFuzz_DeviceIdCarriesBatchAndIndex(uint64 batch, uint32 index) external pure {
        DeviceId id = DeviceIds.from(BatchId.wrap(batch), index);
        require(id.batch() == BatchId.wrap(batch), "batch");
        require(id.index() == index, "index");
    }

    function testFuzz_NoTwoUnitsShareAnId(
        uint64 batch,
        uint32 index,
        uint64 otherBatch,
        uint32 otherIndex
    ) external pure {
        vm.assume(batch != otherBatch || index != otherIndex);
        DeviceId id = DeviceIds.from(BatchId.wrap(batch), index);
        DeviceId other = DeviceIds.from(BatchId.wrap(otherBatch), otherIndex);
        require(DeviceId.unwrap(id) != DeviceId.unwrap(other), "same id");
    }

    function test_GoldenVectors() external view {
        string memory json = vm.readFile("test/vectors/ids.json");
        uint256 i = 0;
        for (; vm.keyExistsJson(json, entry("models", i, "")); ++i) {
            uint32 org = uint32(vm.parseJsonUint(json, entry("models", i, ".org")));
            uint64 gtin = uint64(vm.parseJsonUint(json, entry("models", i, ".gtin")));
            uint256 id = vm.parseJsonUint(json, entry("models", i, ".id"));
            require(ModelId.unwrap(ModelIds.from(OrgId.wrap(org), gtin)) == id, "model");
        }
        require(i == 3, "all models");
        for (i = 0; vm.keyExistsJson(json, entry("devices", i, "")); ++i) {
            uint64 batch = uint64(vm.parseJsonUint(json, entry("devices", i, ".batch")));
            uint32 index = uint32(vm.parseJsonUint(json, entry("devices", i, ".index")));
            uint256 id = vm.parseJsonUint(json, entry("devices", i, ".id"));
            require(DeviceId.unwrap(DeviceIds.from(BatchId.wrap(batch), index)) == id, "device");
        }
        require(i == 4, "all devices");
    }
}
