import { DECLARATION_FORMAT, type Declaration } from "../../lib/domain/declaration.ts";
import { EN_303_645, PROVISIONS } from "../../lib/domain/en303645.ts";
import { PRODUCTS } from "./products.ts";

type Answers = Record<string, Omit<Declaration["provisions"][number], "id">>;

/** Every provision as met, besides those that are named. */
export const provisionsWith = (answers: Answers = {}): Declaration["provisions"] =>
  PROVISIONS.map(({ id }) => ({ id, ...(answers[id] ?? { answer: "met" as const }) }));

const notMet = (reason: string) => ({ answer: "not-met" as const, reason });
const inapplicable = (reason: string) => ({ answer: "not-applicable" as const, reason });

const UPDATABLE: Answers = {
  "5.3-14": inapplicable("All software can be updated."),
  "5.3-15": inapplicable("All software can be updated."),
};

/** A careful maker's second word on its camera: the first left the watch over the boot open. */
export const NORTHGATE_DECLARATION: Declaration = {
  format: DECLARATION_FORMAT,
  standard: EN_303_645,
  language: "en",
  model: {
    gtin: PRODUCTS.northgate.gtin,
    name: PRODUCTS.northgate.name,
    type: "video doorbell",
    intendedUse: "At the door of a home, on the home's own wireless network, to see and talk to visitors.",
    risks: "It sees the street where it is mounted badly. Whoever learns the password of its app sees what it sees.",
  },
  maker: {
    name: "Northgate Cameras GmbH",
    address: "Torweg 2, 20095 Hamburg, Germany",
    email: "care@northgate.example",
    website: "https://northgate.example",
  },
  representatives: [{ market: "United Kingdom", name: "Northgate Cameras (UK) Ltd", address: "4 Quay Street, Bristol BS1 4AA" }],
  credentials: "set-by-user",
  keys: "unique-per-device",
  passwordChange: "In the app, under Camera, Password.",
  support: { until: "2030-12-31", availableUntil: "2034-12-31", help: "By mail and telephone, on working days." },
  vulnerabilities: {
    email: "security@northgate.example",
    policy: "https://northgate.example/security",
    acknowledgedWithinDays: 3,
    statusEveryDays: 14,
  },
  updates: {
    delivery: "automatic",
    text: "The camera looks for updates every night and installs them when nobody is watching.",
    switchOff: "In the app, under Camera, Updates. Security updates can be put off for seven days.",
  },
  personalData: "Pictures and sound of whoever stands at the door. They stay on the camera unless its owner turns sharing on.",
  telemetry: { collected: true, text: "Crash reports and the version installed, without pictures, kept for 90 days." },
  instructions: "https://northgate.example/doorway-2/manual",
  setup: "Follow the app: it asks for a password before the camera shows anything.",
  changes: "The camera has no slots and takes no third-party software; nothing can be changed that would open its data.",
  disposal: "Hold the button for ten seconds: settings, pictures and keys of the owner are erased.",
  mud: "https://northgate.example/doorway-2/mud.json",
  bills: { software: true, hardware: true },
  conformity: "https://northgate.example/doorway-2/conformity",
  unitedKingdom: { basis: "schedule-1", batches: "all" },
  provisions: provisionsWith({
    ...UPDATABLE,
    "5.6-8": notMet("The processor has no memory protection unit."),
    "5.9-3": notMet("All cameras of a home come back at once after a power cut."),
  }),
  signed: { name: "Nadia Brandt", role: "Head of product security", place: "Hamburg", date: "2025-11-03" },
};

/** The first version, before a laboratory looked at it. */
export const NORTHGATE_FIRST: Declaration = {
  ...NORTHGATE_DECLARATION,
  vulnerabilities: { ...NORTHGATE_DECLARATION.vulnerabilities, acknowledgedWithinDays: 10, statusEveryDays: 30 },
  provisions: provisionsWith({
    ...UPDATABLE,
    "5.6-8": notMet("The processor has no memory protection unit."),
    "5.7-1": notMet("Secure boot is switched on with the next production run."),
    "5.9-3": notMet("All cameras of a home come back at once after a power cut."),
  }),
  signed: { ...NORTHGATE_DECLARATION.signed, date: "2024-11-18" },
};

/** What a maker states who tells the truth about a weak product. */
export const PETREL_DECLARATION: Declaration = {
  format: DECLARATION_FORMAT,
  standard: EN_303_645,
  language: "en",
  model: { gtin: PRODUCTS.petrel.gtin, name: PRODUCTS.petrel.name, type: "outdoor camera" },
  maker: { name: "Petrel Home Ltd", address: "12 Harbour Road, Cork, Ireland" },
  representatives: [],
  credentials: "shared",
  keys: "unique-per-device",
  passwordChange: "On the camera's own page, under System. The password of the maintenance login cannot be changed.",
  support: { until: "2029-12-31" },
  vulnerabilities: { url: "https://petrel.example/report", acknowledgedWithinDays: 30, statusEveryDays: 90 },
  updates: { delivery: "by-owner", text: "Download the file from petrel.example and load it on the camera's own page." },
  personalData: "Pictures, kept on the card in the camera.",
  telemetry: { collected: false, text: "None." },
  mud: "https://petrel.example/porch/mud.json",
  bills: { software: false, hardware: false },
  provisions: provisionsWith({
    ...UPDATABLE,
    "5.1-1": notMet("The board's maintenance login has one password in all units."),
    "5.1-4": notMet("The password of the maintenance login cannot be changed."),
    "5.1-5": notMet("The maintenance login allows any number of attempts."),
    "5.2-2": notMet("There is no one who watches the mailbox on weekends and holidays."),
    "5.3-4": notMet("Updates are loaded by hand."),
    "5.3-5": notMet("The camera does not look for updates."),
    "5.3-6": inapplicable("The camera neither updates itself nor tells of updates."),
    "5.4-3": notMet("The password of the maintenance login is in the board's software."),
    "5.6-1": notMet("Telnet is open."),
    "5.10-1": inapplicable("No telemetry is collected."),
    "6-4": inapplicable("No telemetry is collected."),
    "6-5": inapplicable("No telemetry is collected."),
  }),
  signed: { name: "Piet de Wit", role: "Managing director", place: "Cork", date: "2024-12-10" },
};
