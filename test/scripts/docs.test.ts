import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";

const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };

for (const file of [...globSync("*.md"), ...globSync("docs/*.md")]) {
  describe(file, () => {
    const text = readFileSync(file, "utf8");

    it("names only scripts that package.json has", () => {
      const named = [...text.matchAll(/npm (?:run (?:--silent )?([\w:]+)|(test))/g)].map(([, script, test]) => script ?? test ?? "");
      expect(named.filter((name) => !scripts[name])).to.deep.equal([]);
    });

    it("links only to files that are there", () => {
      const links = [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)]
        .map(([, target]) => target as string)
        .filter((target) => !target.includes(":"));
      expect(links.filter((target) => !existsSync(join(dirname(file), target)))).to.deep.equal([]);
    });

    it("names only files that are there", () => {
      const paths = [...text.matchAll(/`((?:contracts|lib|cli|indexer|notifier|app|scripts|test|ignition)\/[\w./()[\]-]*)`/g)].map(
        ([, path]) => path as string,
      );
      expect(paths.filter((path) => !existsSync(path))).to.deep.equal([]);
    });
  });
}
