// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Handovers} from "./devices/Handovers.sol";
import {Statements} from "./devices/Statements.sol";
import {IBatches} from "./interfaces/IBatches.sol";
import {IDevices} from "./interfaces/IDevices.sol";
import {IOrganizations} from "./interfaces/IOrganizations.sol";

/// @title Units, documented on `IDevices`
/// @notice One contract, as all of it guards one slot. Read contracts/devices/ in the order of a unit's life: Titles,
/// Claims, Handovers, Recoveries, Statements.
contract Devices is Handovers, Statements, IDevices {
    constructor(IOrganizations organizations_, IBatches batches_, address p256Verifier_) {
        organizations = organizations_;
        batches = batches_;
        p256Verifier = p256Verifier_;
    }
}
