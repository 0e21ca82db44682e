import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { Socket } from "node:net";

export type Received = { path: string; headers: IncomingHttpHeaders; body: Buffer; at: number };

/** An HTTP server of an owner, or of a push service, that keeps what it gets and answers as the test says. */
export type Receiver = {
  origin: string;
  received: Received[];
  /** What it does with the next request; 204 unless set. */
  answer: (response: ServerResponse, received: Received) => void;
  close(): Promise<void>;
};

export async function startReceiver(): Promise<Receiver> {
  const sockets = new Set<Socket>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const received: Received = { path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks), at: Date.now() };
    receiver.received.push(received);
    receiver.answer(response, received);
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  const receiver: Receiver = {
    origin: "",
    received: [],
    answer: (response) => void response.writeHead(204).end(),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  receiver.origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  return receiver;
}
