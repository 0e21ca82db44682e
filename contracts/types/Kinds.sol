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
    Component,
    Made,
    Shipped
}

/// Open can be moved by two keys of its issuer; Closed (the work is done) and Withdrawn (it was a mistake) by nobody.
enum RecallState {
    None,
    Open,
    Closed,
    Withdrawn
}

/// What was done about a unit other than an update.
enum Remedy {
    None,
    Replaced,
    Refunded,
    Returned,
    Destroyed
}

/// What a maker says of its own products in somebody's recall.
enum Reply {
    None,
    Affected,
    NotAffected,
    Investigating
}

/// What opens a device out of the box (ETSI EN 303 645, 5.1).
enum CredentialClass {
    None,
    Absent,
    UniquePerDevice,
    SetByUser,
    Shared
}

/// Secret keys inside a device (ETSI EN 303 645, 5.4).
enum KeyClass {
    None,
    Absent,
    UniquePerDevice,
    Shared
}

/// By what somebody names a new owner, weakest first: the order is used to compare.
enum Basis {
    None,
    Code,
    Device
}

/// Pending can be moved by the owner's veto and by time; Vetoed by a stronger proof and by the maker's award; Awarded
/// by the maker's second thought and by time.
enum RecoveryState {
    None,
    Pending,
    Vetoed,
    Awarded
}

/// How a title moved, other than by its claim code.
enum TitleCause {
    None,
    DeviceProof,
    Handover,
    Recovery,
    Award
}

/// What a researcher found out about a model: a hole in it, or that what its maker declared of its security is not so.
enum DisclosureKind {
    None,
    Vulnerability,
    Breach
}

/// What a maker says of a disclosure about its model.
enum Answer {
    None,
    Acknowledged,
    Fixed,
    Disputed
}

/// What a regulator finds in a disclosure.
enum Verdict {
    None,
    Confirmed,
    Dismissed
}

enum AddressFamily {
    None,
    IPv4,
    IPv6
}

/// How a test of source address validation works: a program inside the network sends spoofed packets; a resolver or
/// forwarder inside answers from a foreign address; a routing loop shows that a packet was let out; or traffic between
/// networks is watched.
enum TestMethod {
    None,
    Client,
    Forwarder,
    Loop,
    Traffic
}

/// Rights of an operator inside its organisation, as bits of one number.
library Permission {
    uint16 internal constant MODELS = 1;
    uint16 internal constant BATCHES = 2;
    uint16 internal constant RELEASES = 4;
    uint16 internal constant RECALL_DRAFT = 8;
    uint16 internal constant RECALL_RELEASE = 16;
    uint16 internal constant CERTIFICATES = 32;
    uint16 internal constant REPAIRS = 64;
    uint16 internal constant TITLES = 128;
    uint16 internal constant NETWORKS = 256;
}

/// What holds of a unit besides its owner and release, as bits of one number.
library Flag {
    /// Claimed by code alone: for 14 days a proof by the device itself overturns it, and it cannot be handed over.
    uint8 internal constant PROVISIONAL = 1;
    uint8 internal constant STOLEN = 2;
    uint8 internal constant RETIRED = 4;
    /// Somebody else is about to get the title; it cannot be handed over meanwhile.
    uint8 internal constant CONTESTED = 8;
}
