import type { ErrorEntry } from "./error-table.ts";

/** What observers and operators of networks write to the register. Part of `ERRORS`. */
export const NETWORK_ERRORS = {
  "network-unknown": {
    what: "Nothing is known of AS{asn}.",
    why: "No observer has recorded a test in it, and governance has assigned it to nobody.",
    remedy: "Check the number. An observer can test the network, or its operator can ask governance for it.",
  },
  NetworksInvalidAsn: {
    what: "{asn} is no network.",
    why: "Autonomous systems are numbered from 1; number 0 must never be one (RFC 7607).",
    remedy: "Give the number of the autonomous system, as its regional registry names it.",
  },
  NetworksInvalidObservation: {
    what: "The observation of AS{asn} is incomplete.",
    why: "It needs an address family, a method, the SHA-256 of the observer's report, and at least one test that gave a result.",
    remedy: "Fill in what is missing. Tests without a result, such as those behind address translation, are not counted.",
  },
  NetworksInvalidTime: {
    what: "The times of the observation of AS{asn} cannot be.",
    why: "Its tests lie in the past, the oldest ({first}) not after the newest ({last}); it ends in the future, at most 180 days after the newest test; here it ends on {expiresAt}.",
    remedy: "Test again when the newest test is too old, and choose an earlier end.",
  },
  NetworksOlder: {
    what: "The newest test in AS{asn} is of {last}, but one of {known} is on record.",
    why: "An observation replaces the one before, so it cannot rest on older tests.",
    remedy: "Include the newer tests, or withdraw the observation on record with a reason first.",
  },
  NetworksNotObserved: {
    what: "Organisation {observer} has no observation of AS{asn} by this method in this address family.",
    why: "Only what was recorded and not withdrawn can be withdrawn.",
    remedy: "Look it up on the network's page.",
  },
  NetworksNoOperator: {
    what: "Nobody in the register runs AS{asn}.",
    why: "Governance says who runs a network, after a look at the regional registry.",
    remedy: "Ask governance to assign the network to your organisation.",
  },
  NetworksInvalidText: {
    what: "The text is empty or longer than 1,000 bytes.",
    why: "It is kept on chain for everybody to read.",
    remedy: "Write something, or shorten it and link to the rest.",
  },
  NetworksInvalidMembership: {
    what: "The membership is incomplete.",
    why: "It needs the programme's name (1 to 40 bytes), a day that is not in the future, and a link (1 to 200 bytes) where the programme names its members.",
    remedy: "Fill in what is missing.",
  },
  NetworksWeekNotOver: {
    what: "Week {week} lasts until {endsAt}.",
    why: "A week is published once, so it has to be over.",
    remedy: "Publish it then.",
  },
  NetworksCountedBefore: {
    what: "Week {week} of AS{asn} was published before.",
    why: "A week is published once and never changed.",
    remedy: "There is nothing to do.",
  },
  NetworksInvalidCounts: {
    what: "The counts of model {modelId} cannot be published.",
    why: "Each number is 0 or at least 5, so that none points at a person; not all are 0; and models come once, in the order of their ids.",
    remedy: "Use the counts that Muster prepares for the week.",
  },
  "spoofer-invalid": {
    what: "The tests cannot be read: {problem}.",
    why: "Sessions have to be as CAIDA's Spoofer API has them: a collection with hydra:member, a list, or one session a line.",
    remedy: "Correct what is named, or fetch the sessions again. Nothing was recorded.",
  },
  "observations-known": {
    what: "The register has all of these observations already, or newer ones of yours.",
    why: "An observation is recorded when it rests on newer tests, or says something else.",
    remedy: "There is nothing to do.",
  },
  "spoofer-elsewhere": {
    what: "The tests of {url} go on at another server: {next}.",
    why: "Whoever answers there was not asked, and what it says would be recorded as your observation.",
    remedy: "Fetch the pages yourself, look at them, and import the files.",
  },
  "spoofer-unreachable": {
    what: "The tests at {url} cannot be fetched: {reason}.",
    why: "Every page has to be there, or the counts would be too small.",
    remedy: "Try again later, or import files. Nothing was recorded.",
  },
} as const satisfies Record<string, ErrorEntry>;
