import { expect } from "chai";
import { importFaults } from "../../scripts/checks/imports.ts";
import { lockfileFaults } from "../../scripts/checks/lockfile.ts";

describe("the check of import directions", () => {
  const faults = (file: string, line: string) => importFaults([{ file, text: `// first line\n${line}\n` }]);

  it("finds nothing in the project", () => expect(importFaults()).to.deep.equal([]));

  it("refuses an import against the direction, naming file and line", () => {
    expect(faults("lib/domain/scope.ts", 'import { send } from "../chain/send.ts";')).to.deep.equal([
      "lib/domain/scope.ts:2 imports lib/chain/send.ts; lib/domain may import nothing of ours.",
    ]);
    expect(faults("lib/feed/client.ts", 'import { openStore } from "../store/store.ts";')).to.have.length(1);
  });

  it("refuses one program importing another, also by the alias of the app", () => {
    expect(faults("notifier/main.ts", 'import { output } from "../cli/output.ts";')).to.have.length(1);
    expect(faults("app/page.tsx", 'const late = await import("@/cli/output.ts");')).to.have.length(1);
  });

  it("keeps Node and the network out of the domain", () => {
    expect(faults("lib/domain/ids.ts", 'import { readFileSync } from "node:fs";')).to.have.length(1);
    expect(faults("lib/domain/ids.ts", 'import { keccak256 } from "viem";')).to.deep.equal([]);
  });
});

describe("the check of the lockfile", () => {
  it("finds nothing in the project's", () => expect(lockfileFaults()).to.deep.equal([]));

  it("names the platform package that is not locked, wherever Node would look for it", () => {
    const parent = { version: "1.0.0", optionalDependencies: { "engine-linux": "1.0.0", "engine-mac": "1.0.0" } };
    expect(
      lockfileFaults({ "node_modules/a/node_modules/engine": parent, "node_modules/engine-linux": { version: "1.0.0" } }),
    ).to.deep.equal([
      "package-lock.json: node_modules/a/node_modules/engine 1.0.0 lacks its optional package engine-mac; pin a version whose packages are all served.",
    ]);
  });

  it("refuses an entry that names where it was fetched", () => {
    expect(lockfileFaults({ "node_modules/a": { version: "1.0.0", resolved: "https://mirror.example/a.tgz" } })).to.have.length(1);
  });
});
