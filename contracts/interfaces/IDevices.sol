// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IClaims} from "./devices/IClaims.sol";
import {IHandovers} from "./devices/IHandovers.sol";
import {IRecoveries} from "./devices/IRecoveries.sol";
import {IStatements} from "./devices/IStatements.sol";
import {ITitles} from "./devices/ITitles.sol";

/// @title Units: who owns them and what they run
/// @notice One unit has one storage slot. Read it in the order of a unit's life: titles, claims, handovers, recoveries,
/// statements.
// solhint-disable-next-line no-empty-blocks
interface IDevices is ITitles, IClaims, IHandovers, IRecoveries, IStatements {}
