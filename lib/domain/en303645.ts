/**
 * ETSI EN 303 645 V2.1.1 (2020-06), "Cyber Security for Consumer Internet of Things: Baseline Requirements": provision 4-1 and the
 * 67 that table B.1 lists, with the status it gives each. What they demand is told here in our words; the standard's own words
 * count. What this was compared with stands in docs/declarations.md.
 */
export const EN_303_645 = "ETSI EN 303 645 V2.1.1";

/** When a provision holds: always, or under a condition of the table. */
type Status = "M" | "R" | "M C" | "R C";

export type Provision = {
  id: string;
  /** Mandatory or recommended; C where it depends on conditions. */
  status: Status;
  /** Numbers of `CONDITIONS`, all of which have to hold. */
  conditions: readonly number[];
  text: string;
};

export const CONDITIONS: Record<number, string> = {
  1: "passwords are used",
  2: "passwords are set before delivery",
  3: "software components cannot be updated",
  4: "the device is constrained",
  5: "the device is not constrained",
  6: "telemetry data is collected",
  7: "personal data is processed because the consumer consented",
  8: "the device lets users authenticate",
  9: "the device updates itself or tells of updates",
  10: "an identity that is unique and fixed in the device is used for security",
  11: "updates come over a network",
  12: "there is a mechanism for updates",
  13: "a debug interface can be reached from outside",
};

/** Clauses of the standard, in its order. */
export const CLAUSES: readonly { id: string; title: string }[] = [
  { id: "4", title: "Reporting implementation" },
  { id: "5.1", title: "No universal default passwords" },
  { id: "5.2", title: "Reports of vulnerabilities" },
  { id: "5.3", title: "Keeping software updated" },
  { id: "5.4", title: "Storing sensitive security parameters" },
  { id: "5.5", title: "Communicating securely" },
  { id: "5.6", title: "Exposed attack surfaces" },
  { id: "5.7", title: "Integrity of software" },
  { id: "5.8", title: "Security of personal data" },
  { id: "5.9", title: "Resilience to outages" },
  { id: "5.10", title: "Examining telemetry data" },
  { id: "5.11", title: "Deleting user data" },
  { id: "5.12", title: "Installation and maintenance" },
  { id: "5.13", title: "Validating input" },
  { id: "6", title: "Data protection" },
];

const TABLE: readonly [id: string, status: Status, conditions: readonly number[], text: string][] = [
  ["4-1", "M", [], "A reason is recorded for each recommendation that is not followed or does not apply."],
  ["5.1-1", "M C", [1], "Every password, except in the factory state, is unique to the device or set by the user."],
  ["5.1-2", "M C", [2], "Passwords set before delivery are made so that guessing them for a whole product line is not easier."],
  ["5.1-3", "M", [], "Users are authenticated by cryptography that is best practice for the technology, the risk and the use."],
  ["5.1-4", "M C", [8], "The user or an administrator can change what they authenticate with in a simple way."],
  ["5.1-5", "M C", [5], "Guessing by brute force over a network is made impracticable."],
  ["5.2-1", "M", [], "A policy is public: where to report vulnerabilities, and when reports are acknowledged and answered."],
  ["5.2-2", "R", [], "Vulnerabilities that become known are acted on in good time."],
  ["5.2-3", "R", [], "Vulnerabilities are watched for, found and corrected throughout the support period."],
  ["5.3-1", "R", [], "All software components can be updated securely."],
  ["5.3-2", "M C", [5], "There is a mechanism by which updates are installed securely."],
  ["5.3-3", "M C", [12], "Updates are simple to apply for the user."],
  ["5.3-4", "R C", [12], "Updates are installed automatically."],
  ["5.3-5", "R C", [12], "The device looks for security updates once it is set up, and at intervals from then on."],
  ["5.3-6", "R C", [9, 12], "Automatic updates and notices of them are on at first, and the user can switch or postpone them."],
  ["5.3-7", "M C", [12], "Updates are protected by best practice cryptography."],
  ["5.3-8", "M C", [12], "Security updates come in good time."],
  ["5.3-9", "R C", [12], "The device verifies that updates are genuine and whole."],
  // The table prints "M (11, 12)": it is conditional by its own text.
  ["5.3-10", "M C", [11, 12], "Updates over a network are verified by a trust relationship, each of them."],
  ["5.3-11", "R C", [12], "Users are told, so that they notice, that a security update is needed and against which risks."],
  ["5.3-12", "R C", [12], "Users are told when an update interrupts what the device does."],
  ["5.3-13", "M", [], "The support period is published clearly and accessibly."],
  ["5.3-14", "R C", [3, 4], "Why it cannot be updated, and how long and how hardware is replaced, is published."],
  ["5.3-15", "R C", [3, 4], "The device can be isolated, and its hardware replaced."],
  ["5.3-16", "M", [], "The model can be told from a label on the device or from the device itself."],
  ["5.4-1", "M", [], "Sensitive security parameters are stored securely."],
  ["5.4-2", "M C", [10], "The fixed identity of the device resists tampering by physical, electrical and software means."],
  ["5.4-3", "M", [], "No critical security parameter is written into the source code of the software."],
  [
    "5.4-4",
    "M",
    [],
    "Critical parameters that protect updates and talks with services are unique to each device and cannot be guessed for a whole line.",
  ],
  ["5.5-1", "M", [], "Communication is protected by best practice cryptography."],
  ["5.5-2", "R", [], "Implementations of network and security functions have been reviewed or evaluated."],
  ["5.5-3", "R", [], "Cryptographic algorithms and primitives can be updated."],
  ["5.5-4", "R", [], "Once set up, the device does what is asked over a network only after authentication."],
  ["5.5-5", "M", [], "Settings that matter for security are changed over a network only after authentication."],
  ["5.5-6", "R", [], "Critical security parameters are encrypted on their way."],
  ["5.5-7", "M", [], "Critical security parameters stay confidential on interfaces that can be reached remotely."],
  ["5.5-8", "M", [], "Critical security parameters are managed by secure processes."],
  ["5.6-1", "M", [], "Network and logical interfaces that are not used are switched off."],
  ["5.6-2", "M", [], "Once set up, the device tells as little as possible about its security to those who are not authenticated."],
  ["5.6-3", "R", [], "Hardware exposes no physical interface without need."],
  ["5.6-4", "M C", [13], "A debug interface that can be reached is switched off in software."],
  ["5.6-5", "R", [], "Only software services that are needed are on."],
  ["5.6-6", "R", [], "Code is kept to what the device needs."],
  ["5.6-7", "R", [], "Software runs with the least privileges it needs."],
  ["5.6-8", "R", [], "Hardware controls access to memory."],
  ["5.6-9", "R", [], "Software is developed by secure processes."],
  ["5.7-1", "R", [], "Software is verified at start (secure boot)."],
  ["5.7-2", "R", [], "When software was altered, the device warns and connects no further than the warning needs."],
  ["5.8-1", "R", [], "Personal data stays confidential on its way between device and services."],
  ["5.8-2", "M", [], "Sensitive personal data between device and services is protected by fitting cryptography."],
  ["5.8-3", "M", [], "Everything by which the device senses its surroundings is documented for the user."],
  ["5.9-1", "R", [], "The device is built to withstand outages of networks and power."],
  ["5.9-2", "R", [], "Without a network it goes on working locally, and it recovers cleanly after a loss of power."],
  ["5.9-3", "R", [], "It connects to networks in an orderly way, with regard to what they can bear."],
  ["5.10-1", "R C", [6], "Telemetry is examined for signs of attacks."],
  ["5.11-1", "M", [], "Users can erase their data from the device in a simple way."],
  ["5.11-2", "R", [], "Users can have their personal data removed from services in a simple way."],
  ["5.11-3", "R", [], "Users are told clearly how to delete their personal data."],
  ["5.11-4", "R", [], "Users get a clear confirmation that personal data was deleted."],
  ["5.12-1", "R", [], "Installation and maintenance ask for few decisions and follow best practice."],
  ["5.12-2", "R", [], "Users are guided in setting the device up securely."],
  ["5.12-3", "R", [], "Users are told how to check whether it is set up securely."],
  ["5.13-1", "M", [], "Software validates what comes in from users, programs and networks."],
  ["6-1", "M", [], "Consumers are told clearly which personal data is processed, how, by whom and what for."],
  ["6-2", "M C", [7], "Consent to the processing of personal data is obtained in a valid way."],
  ["6-3", "M", [], "Consumers who consented can withdraw their consent at any time."],
  ["6-4", "R C", [6], "Personal data in telemetry is kept to what the device needs to work as intended."],
  ["6-5", "M C", [6], "Consumers are told which telemetry is collected, how, by whom and what for."],
];

export const PROVISIONS: readonly Provision[] = TABLE.map(([id, status, conditions, text]) => ({ id, status, conditions, text }));

/** The clause that a provision stands in: `5.3-10` in `5.3`. */
export const clauseOf = (id: string): string => id.slice(0, id.lastIndexOf("-"));

/** Whether a provision demands, and is not only recommended. */
export const isMandatory = ({ status }: Provision): boolean => status.startsWith("M");

/**
 * Whether "not applicable" may be said of it: of what depends on a condition, and of recommendations, as provision 4-1 says; the form of
 * table B.1 would have "not supported" with a reason for a recommendation without a condition.
 */
export const mayNotApply = ({ status }: Provision): boolean => status !== "M";
