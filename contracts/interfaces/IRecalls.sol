// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAnswers} from "./recalls/IAnswers.sol";
import {ICases} from "./recalls/ICases.sol";

/// @title Recalls: who is meant, what to do, and what became of it
/// @notice Read it in the order of a case: scopes, cases, answers.
// solhint-disable-next-line no-empty-blocks
interface IRecalls is ICases, IAnswers {}
