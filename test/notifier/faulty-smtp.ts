import { createServer, type Server, type Socket } from "node:net";

/** Steps of a mail's way in, `dot` being the end of its text. */
export const PHASES = ["banner", "ehlo", "auth", "mail", "rcpt", "data", "dot"] as const;
export type Phase = (typeof PHASES)[number];
/** An answer by its code, or none: silence, a reset, an orderly end, or something that is no answer. */
export type SmtpFault = number | "silence" | "reset" | "close" | "garbage";

const GOOD: Record<Phase, string> = {
  banner: "220 here",
  ehlo: "250-here\r\n250 AUTH PLAIN",
  auth: "235 welcome",
  mail: "250 ok",
  rcpt: "250 ok",
  data: "354 go on",
  dot: "250 taken",
};
const COMMANDS: [RegExp, Phase][] = [
  [/^(EHLO|HELO)/i, "ehlo"],
  [/^AUTH/i, "auth"],
  [/^MAIL/i, "mail"],
  [/^RCPT/i, "rcpt"],
  [/^DATA/i, "data"],
];

function answer(socket: Socket, phase: Phase, faultAt: Phase, fault: SmtpFault): void {
  if (phase !== faultAt) socket.write(`${GOOD[phase]}\r\n`);
  else if (typeof fault === "number") socket.write(`${fault} no\r\n`);
  else if (fault === "reset") socket.resetAndDestroy();
  else if (fault === "close") socket.end();
  else if (fault === "garbage") socket.write("what?\r\n");
}

/** A mail server that goes wrong at one step, in one way. */
export function startFaultySmtp(faultAt: Phase, fault: SmtpFault): Promise<{ server: Server; url: string; close(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    let text = "";
    let inText = false;
    answer(socket, "banner", faultAt, fault);
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("latin1");
      for (;;) {
        const end = inText ? text.indexOf("\r\n.\r\n") : text.indexOf("\r\n");
        if (end < 0) return;
        const line = text.slice(0, end);
        text = text.slice(end + (inText ? 5 : 2));
        const phase = inText ? "dot" : COMMANDS.find(([pattern]) => pattern.test(line))?.[1];
        if (phase) answer(socket, phase, faultAt, fault);
        else socket.write("250 ok\r\n");
        inText = phase === "data" && faultAt !== "data";
      }
    });
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      const close = (): void => {
        for (const socket of sockets) socket.destroy();
        server.close();
      };
      resolve({ server, url: `smtp://us:secret@127.0.0.1:${port}`, close });
    });
  });
}
