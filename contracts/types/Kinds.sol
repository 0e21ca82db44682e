// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// Value lists of the register. Zero always means "not set", so that an empty slot never reads as a valid value.
// Twin: `lib/domain/kinds.ts`, tied to this file by test/contracts/kinds.test.ts.

enum OrgKind {
    None,
    Manufacturer,
    Regulator,
    NetworkOperator,
    Observer,
    Laboratory,
    Repairer
}

enum ModelKind {
    None,
    Device,
    Component
}

/// What the issuer does about the defect. Only `Recall` asks for units back; a fix by update is a `CorrectiveUpdate`
/// (Regulation (EU) 2023/988 Art. 3(24) understands by recall the return of a product).
enum Measure {
    None,
    Recall,
    SafetyWarning,
    CorrectiveUpdate,
    Withdrawal
}

enum Severity {
    None,
    Low,
    Medium,
    High,
    Critical
}

/// Who says that a unit runs a release, weakest first: the order is used to compare.
enum Evidence {
    None,
    Owner,
    Repairer,
    Maker,
    Device
}

enum ScopeKind {
    None,
    Model,
    Batch,
    Component
}

/// Open can be moved by its issuer only; Closed by nobody.
enum RecallState {
    None,
    Open,
    Closed
}

/// Rights of an operator inside its organisation, as bits of one number.
library Permission {
    uint8 internal constant MODELS = 1;
    uint8 internal constant BATCHES = 2;
    uint8 internal constant RELEASES = 4;
    uint8 internal constant RECALL_DRAFT = 8;
    uint8 internal constant RECALL_RELEASE = 16;
}
