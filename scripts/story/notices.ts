import { NOTICE_FORMAT, type Notice } from "../../lib/domain/notice-document.ts";

const base = { format: NOTICE_FORMAT, language: "en", notes: [], source: null } satisfies Partial<Notice>;

/** The recall that waits to be released: what a hidden login on a board did in 2016, under invented names. */
export const BOARD_NOTICE: Notice = {
  ...base,
  headline: "Product safety recall: cameras with the LF-210 board can be taken over from the internet",
  hazard:
    "The camera board has a hidden maintenance login whose password is the same in every unit and cannot be changed by the owner. Anybody on the internet can use it to watch through the camera and to make it attack others. Cameras that were taken over have been used in attacks that took down websites.",
  whatToDo: [
    "Disconnect the camera from the internet now.",
    "Install the update of your camera's maker as soon as it is offered. It removes the hidden login.",
    "Register the update here, so that you get no more reminders.",
    "If your camera gets no update within 60 days, you are entitled to a replacement or your money back.",
  ],
  stopUse: true,
  isolateFromNetwork: true,
  remedies: [
    { kind: "update", text: "Free firmware update from the maker of your camera, which removes the hidden login." },
    { kind: "replacement", text: "Free replacement where no update is offered within 60 days." },
    { kind: "refund", text: "Refund of the purchase price where neither is possible." },
  ],
  contact: { name: "Lumen Forge product safety", email: "safety@lumenforge.example", phone: "+47 800 00 210" },
  products: [{ vendor: "Lumen Forge", name: "LF-210 camera board", version: "lot LF210-2409", modelNumbers: ["LF-210"] }],
  vulnerabilities: [],
  severity: "critical",
};

/** A smaller case that is under way when the story begins. */
export const LAMP_NOTICE: Notice = {
  ...base,
  headline: "Corrective update: the night light of some Northgate Doorway 2 cameras gets too hot",
  hazard:
    "With the first firmware the night light can stay on at full power. The front of the camera then gets hot enough to burn the skin of someone who touches it.",
  whatToDo: [
    "Switch the night light off in the camera's settings.",
    "Install release 1.2.0, which limits the light's power.",
    "Register the update here.",
  ],
  stopUse: false,
  isolateFromNetwork: false,
  remedies: [
    { kind: "update", text: "Free firmware update to release 1.2.0 or later." },
    { kind: "repair", text: "Free repair by the maker for cameras that cannot be updated." },
  ],
  contact: { name: "Northgate Cameras customer care", email: "care@northgate.example", phone: "+49 800 000 1342" },
  products: [{ vendor: "Northgate Cameras", name: "Doorway 2", version: "lot NG2-24W48", modelNumbers: ["NG-D2"] }],
  vulnerabilities: [],
  severity: "medium",
};
