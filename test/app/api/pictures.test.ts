import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { sha256 } from "viem";
import { documentRoutes, documentsRoutes } from "../../../app/api/_routes/documents.ts";
import { PICTURE_MAX_BYTES } from "../../../lib/domain/picture.ts";
import { ORIGIN, openSite, organization, type Site } from "./site.ts";

const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

describe("pictures of notices", () => {
  let site: Site;
  let drafter: string;
  let outsider: string;
  before(async () => {
    site = await openSite();
    const [own, other] = await Promise.all([site.person(), site.person()]);
    [drafter, outsider] = [own.cookie, other.cookie];
    site.register.organizations.push(
      organization(1, [[own.account.address, ["recall-draft"]]]),
      organization(2, [[other.account.address, ["recall-draft", "recall-release"]]]),
    );
  });
  after(() => site.close());

  type Put = { cookie?: string; origin?: string; type?: string };
  const put = async (bytes: Uint8Array, { cookie = drafter, origin = ORIGIN, type = "image/jpeg" }: Put = {}) => {
    const headers = { "content-type": type, "x-forwarded-for": "192.0.2.1", cookie, origin };
    const request = new Request(`${ORIGIN}/api/documents?org=1`, { method: "PUT", headers, body: Uint8Array.from(bytes) });
    const response = await documentsRoutes(site.provide).PUT(request, {} as never);
    const { code, digest } = (await response.json()) as { code?: string; digest?: string };
    return { code, digest };
  };
  const get = (digest: string) =>
    documentRoutes(site.provide).GET(new Request(`${ORIGIN}/documents/${digest}`), { params: Promise.resolve({ digest }) });

  it("are kept under their digest for who drafts recalls, and shown as what they are", async () => {
    const { digest } = await put(JPEG, { type: "text/html" });
    expect(digest).to.equal(sha256(JPEG));
    const response = await get(digest as string);
    expect(response.headers.get("content-type")).to.equal("image/jpeg");
    expect(response.headers.get("content-disposition")).to.equal(`inline; filename="${digest}.jpeg"`);
    expect(new Uint8Array(await response.arrayBuffer())).to.deep.equal(JPEG);
  });

  it("are nothing else, whatever they are called, and not larger than a picture has to be", async () => {
    for (const text of ['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "<script>alert(1)</script>", ""])
      expect((await put(Buffer.from(text), { type: "image/jpeg" })).code).to.equal("picture-refused");
    const large = new Uint8Array(PICTURE_MAX_BYTES + 1);
    large.set(JPEG);
    expect((await put(large)).code).to.equal("request-too-large");
    expect((await put(large.subarray(0, PICTURE_MAX_BYTES))).code).to.equal(undefined);
  });

  it("come only from people of the organisation, and from pages of this site", async () => {
    expect((await put(JPEG, { cookie: outsider })).code).to.equal("not-operator");
    expect((await put(JPEG, { cookie: "" })).code).to.equal("sign-in-needed");
    expect((await put(JPEG, { origin: "https://elsewhere.example" })).code).to.equal("foreign-origin");
  });

  it("are not given out once they were altered", async () => {
    const { digest } = await put(Uint8Array.from([...JPEG, 9]));
    writeFileSync(join(site.documentsDir, (digest as string).slice(2)), JPEG);
    expect(((await (await get(digest as string)).json()) as { code: string }).code).to.equal("document-altered");
  });
});
