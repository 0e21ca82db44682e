import type { Command } from "commander";
import { awardTitle, type Call, completeRecovery, takeBackAward, vetoRecovery } from "../../lib/chain/calls.ts";
import type { Deployment } from "../../lib/chain/deployments.ts";
import { type DeviceId, formatDeviceId, parseDeviceId } from "../../lib/domain/ids.ts";
import { act } from "../act.ts";
import { action } from "../context.ts";

type Told = { verb: string; description: string; example: string; sentence(unit: string): string };

const device = (parent: Command, { verb, description, example }: Told): Command =>
  parent
    .command(verb)
    .description(description)
    .argument("<device>", "unit, for example 7-123", parseDeviceId)
    .addHelpText("after", `\nExample:\n  $ muster device ${verb} 7-123 ${example}`);

/** A verb of which the unit is the only argument. */
const plain = (parent: Command, told: Told, call: (register: Deployment, device: DeviceId) => Call): Command =>
  device(parent, told).action(
    action<[DeviceId], object>((context, _options, id) =>
      act(context, (register) => call(register, id), { deviceId: formatDeviceId(id) }, told.sentence(formatDeviceId(id))),
    ),
  );

/** A verb of the maker's, for which it gives a reason in public. */
const reasoned = (parent: Command, told: Told, call: (register: Deployment, device: DeviceId, reason: string) => Call): Command =>
  device(parent, told)
    .requiredOption("--reason <text>", "why, for the public")
    .action(
      action<[DeviceId], { reason: string }>((context, { reason }, id) =>
        act(context, (register) => call(register, id, reason), { deviceId: formatDeviceId(id), reason }, told.sentence(formatDeviceId(id))),
      ),
    );

export const deviceVetoRecovery = (parent: Command): Command =>
  plain(
    parent,
    {
      verb: "veto-recovery",
      description: "object, as the owner, to somebody else's claim to a unit",
      example: "--key-file my.key",
      sentence: (unit) => `The claim to unit ${unit} is objected to; the unit stays yours`,
    },
    vetoRecovery,
  );

export const deviceCompleteRecovery = (parent: Command): Command =>
  plain(
    parent,
    {
      verb: "complete-recovery",
      description: "make whoever claims a unit its owner, once the 14 days have passed; anyone may",
      example: "--key-file any.key",
      sentence: (unit) => `Unit ${unit} belongs to whoever claimed it`,
    },
    completeRecovery,
  );

export const deviceAwardTitle = (parent: Command): Command =>
  reasoned(
    parent,
    {
      verb: "award-title",
      description: "award a unit to whoever claimed it and was objected to, in 14 days (its maker)",
      example: '--reason "Their bill is older" --key-file titles.key',
      sentence: (unit) => `Unit ${unit} is awarded to whoever claimed it, in 14 days`,
    },
    awardTitle,
  );

export const deviceTakeBackAward = (parent: Command): Command =>
  reasoned(
    parent,
    {
      verb: "take-back-award",
      description: "take an award back that was not completed (the unit's maker)",
      example: '--reason "The bill was forged" --key-file titles.key',
      sentence: (unit) => `Unit ${unit} stays with its owner`,
    },
    takeBackAward,
  );
