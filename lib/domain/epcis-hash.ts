import { sha256, stringToBytes } from "viem";
import { canonicalUri } from "./epcis-uri.ts";

/**
 * The hash by which an EPCIS 2.0 event is known, whoever holds it and however it is written (CBV 2.0, section 8.9): the event's
 * fields in a fixed order, values in one form each, as one text. What a database says of an event (its id, when it was recorded, whether it was in error) is
 * left out, because it is in no place of the order.
 */

type Value = string | number | boolean | null | undefined | Value[] | { [name: string]: Value };
export type EpcisFields = { [name: string]: Value };

/** A field of the standard, what is in it in the order that counts, or what stands in its list. */
type Field = { name: string; within: Field[]; item?: Field };

const leaf = (name: string): Field => ({ name, within: [] });
const group = (name: string, ...within: (Field | string)[]): Field => ({
  name,
  within: within.map((of) => (typeof of === "string" ? leaf(of) : of)),
});
const list = (name: string, item: Field): Field => ({ name, within: [], item });

const epcs = (name: string): Field => list(name, leaf("epc"));
const quantities = (name: string): Field => list(name, group("quantityElement", "epcClass", "quantity", "uom"));
/** Items of these have no name of their own. */
const typed = (name: string, of: string): Field => list(name, group("", "type", of));

const SENSED = ["deviceID", "deviceMetadata", "rawData", "dataProcessingMethod"];
const MEASURED = ["value", "component", "stringValue", "booleanValue", "hexBinaryValue", "uriValue", "minValue", "maxValue", "meanValue"];

const ORDER: Field[] = [
  ...["eventTime", "eventTimeZoneOffset"].map(leaf),
  epcs("epcList"),
  leaf("parentID"),
  epcs("inputEPCList"),
  epcs("childEPCs"),
  ...["quantityList", "childQuantityList", "inputQuantityList"].map(quantities),
  epcs("outputEPCList"),
  quantities("outputQuantityList"),
  ...["action", "transformationID", "bizStep", "disposition"].map(leaf),
  group("persistentDisposition", "set", "unset"),
  group("readPoint", "id"),
  group("bizLocation", "id"),
  typed("bizTransactionList", "bizTransaction"),
  typed("sourceList", "source"),
  typed("destinationList", "destination"),
  list(
    "sensorElementList",
    group(
      "sensorElement",
      group("sensorMetadata", "time", "startTime", "endTime", ...SENSED, "bizRules"),
      group(
        "sensorReport",
        ...["type", "exception", ...SENSED, "time", "microorganism", "chemicalSubstance", ...MEASURED],
        ...["sDev", "percRank", "percValue", "uom", "coordinateReferenceSystem"],
      ),
    ),
  ),
];

const VOCABULARY = "https://ref.gs1.org/cbv/";
const SENSOR_TYPES = "https://gs1.org/voc/";

/** Bare words of the standard, by the field that they stand in. */
const WORDS: Record<string, string> = {
  bizStep: `${VOCABULARY}BizStep-`,
  disposition: `${VOCABULARY}Disp-`,
  set: `${VOCABULARY}Disp-`,
  unset: `${VOCABULARY}Disp-`,
  component: `${VOCABULARY}Comp-`,
  exception: `${SENSOR_TYPES}SensorAlertType-`,
};

/** What `type` says depends on what it is the type of. */
const TYPES: Record<string, string> = {
  bizTransactionList: `${VOCABULARY}BTT-`,
  sourceList: `${VOCABULARY}SDT-`,
  destinationList: `${VOCABULARY}SDT-`,
  sensorReport: SENSOR_TYPES,
};

const TIMES = new Set(["eventTime", "time", "startTime", "endTime"]);

/** Names of namespaces, by their prefixes. */
export type Namespaces = Record<string, string>;

const WELL_KNOWN: Namespaces = { cbv: VOCABULARY, gs1: SENSOR_TYPES };

function word(base: string | undefined, value: string, namespaces: Namespaces): string {
  const [, prefix, rest] = /^([\w-]+):(?!\/\/)(.*)$/.exec(value) ?? [];
  const space = prefix === undefined ? undefined : (namespaces[prefix] ?? WELL_KNOWN[prefix]);
  if (space !== undefined) return `${space}${rest}`;
  return base === undefined || value.includes(":") ? canonicalUri(value) : `${base}${value}`;
}

function text(name: string, value: string | number | boolean, within: string, namespaces: Namespaces): string {
  if (typeof value !== "string") return String(value);
  const trimmed = value.trim();
  if (TIMES.has(name)) return new Date(trimmed).toISOString();
  return word(name === "type" ? TYPES[within] : WORDS[name], trimmed, namespaces);
}

const inOrder = (texts: string[]): string => texts.sort().join("");

/** One field of the standard. @param within Name of the list or object that it stands in. */
function written(field: Field, value: Value, within: string, namespaces: Namespaces): string {
  const { name, item } = field;
  if (value === undefined || value === null) return "";
  if (item) return `${name}${inOrder([value].flat().map((of) => written(item, of, name, namespaces)))}`;
  if (Array.isArray(value)) return inOrder(value.map((of) => written(field, of, within, namespaces)));
  if (typeof value !== "object") return `${name}=${text(name, value, within, namespaces)}`;
  const known = field.within.map((of) => written(of, value[of.name], name || within, namespaces)).join("");
  return `${name}${known}${extensions(value, namespaces)}`;
}

/** Fields of others, which have a prefix, by the names that their prefixes stand for. */
function extensions(value: EpcisFields, namespaces: Namespaces): string {
  const found = Object.entries(value).flatMap(([name, of]) => {
    const [prefix, local] = name.split(":") as [string, string?];
    return local === undefined ? [] : [extension(`{${namespaces[prefix] ?? prefix}}${local}`, of, namespaces)];
  });
  return inOrder(found);
}

function extension(name: string, value: Value, namespaces: Namespaces): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return inOrder(value.map((item) => extension(name, item, namespaces)));
  if (typeof value === "object") return `${name}${extensions(value, namespaces)}`;
  return `${name}=${typeof value === "string" ? word(undefined, value.trim(), namespaces) : value}`;
}

/**
 * The text of which the hash is taken.
 * @param ignored Fields that whoever keeps the event added to it.
 */
export function epcisPreHash(event: EpcisFields, namespaces: Namespaces = {}, ignored: readonly string[] = []): string {
  const fields = Object.fromEntries(Object.entries(event).filter(([name]) => !ignored.includes(name)));
  const ordered = ORDER.map((field) => written(field, fields[field.name], "", namespaces));
  return `eventType=${event.type}${ordered.join("")}${extensions(fields, namespaces)}`;
}

/** The id of an event, from its content. */
export const epcisEventId = (event: EpcisFields, namespaces?: Namespaces, ignored?: readonly string[]): string =>
  `ni:///sha-256;${sha256(stringToBytes(epcisPreHash(event, namespaces, ignored))).slice(2)}?ver=CBV2.0`;
