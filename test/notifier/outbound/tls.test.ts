import { connect } from "node:net";
import { createServer, getCACertificates, type Server, setDefaultCACertificates, type TLSSocket } from "node:tls";
import { expect } from "chai";
import { createGateway } from "../../../notifier/outbound/gateway.ts";
import { selfSigned } from "./certificate.ts";

describe("outbound gateway, over TLS", () => {
  const NAME = "hooks.example.org";
  const { cert, key } = selfSigned(NAME);
  const trusted = getCACertificates("default");
  let server: Server;
  let asked: { name: string | false | null; text: string }[];
  const post = (host: string): Promise<unknown> => {
    const { port } = server.address() as { port: number };
    return createGateway({
      loopback: [],
      pushHosts: [],
      userAgent: "test",
      resolve: async () => ["2606:4700::1", "93.184.216.34"],
      // Of two addresses of the name only the second answers.
      dial: (address) => connect({ host: "127.0.0.1", port: address.includes(":") ? 9 : port }),
    })
      .post("webhook", `https://${host}/in`, { headers: {}, body: Buffer.from("{}") })
      .catch((error: unknown) => error);
  };

  before((done) => {
    const answer = (socket: TLSSocket): void => {
      socket.on("error", () => undefined);
      socket.on("data", (chunk) => {
        asked.push({ name: (socket as { servername?: string }).servername ?? null, text: `${chunk}` });
        socket.end("HTTP/1.1 204 No Content\r\n\r\n");
      });
    };
    server = createServer({ cert, key }, answer).listen(0, "127.0.0.1", done);
    server.on("tlsClientError", () => undefined);
  });
  after((done) => void server.close(done));
  beforeEach(() => {
    asked = [];
  });
  afterEach(() => setDefaultCACertificates(trusted));

  it("sends to the name that the certificate is for, when it is trusted, by the address that answers", async () => {
    setDefaultCACertificates([...trusted, cert]);
    expect(await post(NAME)).to.include({ status: 204 });
    expect(asked).to.have.length(1);
    expect(asked[0]?.name).to.equal(NAME);
    expect(asked[0]?.text)
      .to.match(/^POST \/in HTTP\/1\.1\r\n/)
      .and.to.include(`host: ${NAME}\r\n`);
  });

  it("sends nothing to another name, and nothing where nobody vouches for the certificate, whatever the environment allows", async () => {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
    try {
      const untrusted = (await post(NAME)) as Error;
      expect(untrusted.message).to.match(/certificate is not good \(DEPTH_ZERO_SELF_SIGNED_CERT\)/);
      setDefaultCACertificates([...trusted, cert]);
      const other = (await post("hooks.example.net")) as Error;
      expect(other.message).to.match(/certificate is not good \(ERR_TLS_CERT_ALTNAME_INVALID\)/);
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    }
    expect(asked).to.deep.equal([]);
  });
});
