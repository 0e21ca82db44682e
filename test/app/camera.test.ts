import { expect } from "chai";
import { cameraFault, hasTorch, setTorch } from "../../app/_scan/camera.ts";

describe("app/_scan/camera", () => {
  it("tells a camera that is refused from one that is missing, taken, or of no use", () => {
    const fault = (name: string) => cameraFault(new DOMException("", name));
    expect(["NotAllowedError", "SecurityError"].map(fault)).to.deep.equal(["refused", "refused"]);
    expect(["NotFoundError", "OverconstrainedError"].map(fault)).to.deep.equal(["missing", "missing"]);
    expect(["NotReadableError", "AbortError"].map(fault)).to.deep.equal(["busy", "busy"]);
    expect([fault("DataError"), cameraFault(new Error("NotAllowedError"))]).to.deep.equal(["unusable", "unusable"]);
  });

  it("offers a light only where the camera has one", () => {
    const track = (capabilities: object) => ({ applyConstraints: async () => undefined, getCapabilities: () => capabilities });
    expect(hasTorch(track({ torch: true }))).to.equal(true);
    for (const without of [{ torch: false }, {}, { torch: "yes" }]) expect(hasTorch(track(without))).to.equal(false);
    expect(hasTorch({ applyConstraints: async () => undefined }), "a browser that cannot be asked").to.equal(false);
  });

  it("turns the light on, and says so when it did not obey", async () => {
    const asked: unknown[] = [];
    const applyConstraints = async (constraints: object) => {
      asked.push(constraints);
    };
    expect(await setTorch({ applyConstraints }, true)).to.equal(true);
    expect(asked).to.deep.equal([{ advanced: [{ torch: true }] }]);
    expect(await setTorch({ applyConstraints: () => Promise.reject(new DOMException("", "OverconstrainedError")) }, true)).to.equal(false);
  });
});
