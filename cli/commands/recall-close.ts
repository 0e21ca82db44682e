import type { Command } from "commander";
import { ending } from "../ending.ts";

export const recallClose = (parent: Command): Command =>
  ending(
    parent.command("close").description("prepare the end of a recall whose work is done; its history and figures stay"),
    "close",
    'muster recall close 2 --reason "All reachable units are fixed." --out close.json --key-file draft.key',
  );
