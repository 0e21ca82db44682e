import type { Command } from "commander";
import { ending } from "../ending.ts";

export const recallWithdraw = (parent: Command): Command =>
  ending(
    parent.command("withdraw").description("prepare the end of a recall that was a mistake; its history stays"),
    "withdraw",
    'muster recall withdraw 2 --reason "The boards of lot 7 were never sold." --out withdrawal.json --key-file draft.key',
  );
