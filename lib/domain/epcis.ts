import { type EpcisFields, epcisEventId } from "./epcis-hash.ts";
import { type BatchId, type DeviceId, formatDeviceId, gtinOf, type ModelId, type OrgId } from "./ids.ts";
import type { Range } from "./scope.ts";

/**
 * The register in EPCIS 2.0, the language in which supply chains tell what happened to goods. Lots, not units: which serial numbers
 * there are is nobody's to list. Lots go by their GS1 Digital Link, recalls by a URN of the register, and owners by one that names a
 * single title: it comes back nowhere, so that it ties no two devices of a household together.
 *
 * | in the register               | EPCIS                                                                       |
 * |-------------------------------|-----------------------------------------------------------------------------|
 * | a batch                       | ObjectEvent ADD, commissioning, the lot with its quantity                    |
 * | its parts                     | TransformationEvent, assembling: lots that went in, units that came out      |
 * | a title that somebody gets    | ObjectEvent OBSERVE, one of the lot, `owning_party` before and after          |
 * | units that a recall reaches   | ObjectEvent OBSERVE, persistent disposition `recalled` set                   |
 * | closed: those remedied by then | the same, unset                                                             |
 * | withdrawn: all of them        | the same, unset                                                             |
 *
 * Not AggregationEvent: that one needs the number of the single whole, and lists parts that can be taken out of it again.
 */
export const EPCIS_CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

export type Lot = { modelId: ModelId; lot: string };

/** When it was recorded: time of its block, Unix seconds. */
type Recorded = { recordedAt: number };

/** The lot of a model, as GS1 writes it; the model alone where the maker gave no lot. */
const epcClass = ({ modelId, lot }: Lot): string =>
  `https://id.gs1.org/01/${gtinOf(modelId)}${lot === "" ? "" : `/10/${encodeURIComponent(lot)}`}`;

const moment = (time: number): string => new Date(time * 1000).toISOString();

type Event = EpcisFields & { type: string; eventTime: string };

/** Adds what every event has, and the id that follows from the rest. */
function identified<Fields extends Event>(event: Fields, { recordedAt }: Recorded) {
  const whole = { ...event, eventTimeZoneOffset: "+00:00" };
  return { ...whole, recordTime: moment(recordedAt), eventID: epcisEventId(whole) };
}

/** @param madeTo When the last of it was made, as its maker says. */
export const commissioned = (lot: Lot & { size: number; madeTo: number }, recorded: Recorded) =>
  identified(
    {
      type: "ObjectEvent",
      eventTime: moment(lot.madeTo),
      action: "ADD",
      bizStep: "commissioning",
      disposition: "active",
      quantityList: [{ epcClass: epcClass(lot), quantity: lot.size }],
    },
    recorded,
  );

export type PartLot = Range & Lot;

/**
 * What went into the units of a batch: one event for each range of units that contain the same. How many of a part went in is not
 * known, so inputs have no quantity.
 */
export function assembled(whole: Lot & { id: BatchId; madeTo: number }, parts: readonly PartLot[], chainId: number, recorded: Recorded) {
  const byRange = Map.groupBy(parts, ({ first, last }) => `${first} ${last}`);
  return [...byRange.values()].map((lots) => {
    const { first, last } = lots[0] as PartLot;
    return identified(
      {
        type: "TransformationEvent",
        eventTime: moment(whole.madeTo),
        inputQuantityList: [...new Set(lots.map(epcClass))].map((of) => ({ epcClass: of })),
        outputQuantityList: [{ epcClass: epcClass(whole), quantity: last - first + 1 }],
        // Events of one batch tell of units that may be the same ones.
        transformationID: `urn:muster:${chainId}:batch:${whole.id}`,
        bizStep: "assembling",
      },
      recorded,
    );
  });
}

type Title = Lot & {
  chainId: number;
  makerId: OrgId;
  deviceId: DeviceId;
  /** Of the new title, from 1. */
  epoch: number;
  /** Unix time. */
  at: number;
};

/** A unit has its first owner, or its next. */
export function owned({ chainId, makerId, deviceId, epoch, at, ...lot }: Title) {
  const owner = (of: number): string => `urn:muster:${chainId}:title:${formatDeviceId(deviceId)}:${of}`;
  const before = epoch === 1 ? `urn:muster:${chainId}:organization:${makerId}` : owner(epoch - 1);
  return identified(
    {
      type: "ObjectEvent",
      eventTime: moment(at),
      action: "OBSERVE",
      quantityList: [{ epcClass: epcClass(lot), quantity: 1 }],
      sourceList: [{ type: "owning_party", source: before }],
      destinationList: [{ type: "owning_party", destination: owner(epoch) }],
    },
    { recordedAt: at },
  );
}

/** Units that are now recalled, or no longer. @param lots None of them twice. */
export const recallSet = (
  what: "set" | "unset",
  recall: { id: number; chainId: number; at: number },
  lots: (Lot & { quantity: number })[],
) =>
  identified(
    {
      type: "ObjectEvent",
      eventTime: moment(recall.at),
      action: "OBSERVE",
      persistentDisposition: { [what]: ["recalled"] },
      quantityList: lots.map((of) => ({ epcClass: epcClass(of), quantity: of.quantity })),
      bizTransactionList: [{ bizTransaction: `urn:muster:${recall.chainId}:recall:${recall.id}` }],
    },
    { recordedAt: recall.at },
  );
