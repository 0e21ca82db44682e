import { compileFast, parse } from "../../../scripts/mutate/compiler.ts";
import { applyEdit, findMutants, type Mutant } from "../../../scripts/mutate/mutants.ts";

const FILE = "contracts/Small.sol";
const PLACE = { root: process.cwd(), evmVersion: "osaka" };

const withHeader = (code: string): string => `// SPDX-License-Identifier: Apache-2.0\npragma solidity 0.8.37;\n${code}`;

/** The contracts of a source of the tests' own. */
export const compileSmall = (code: string) => compileFast(PLACE, [FILE], { file: FILE, content: withHeader(code) });

/** A source of the tests' own with its mutants. */
export function small(code: string) {
  const content = withHeader(code);
  const tree = parse(PLACE, [FILE], { file: FILE, content })[FILE];
  if (!tree) throw new Error("the compiler gave no tree");
  const source = { file: FILE, bytes: Buffer.from(content), tree };
  return {
    mutants: findMutants([source], [tree]),
    compiles(mutant: Mutant): boolean {
      try {
        return compileFast(PLACE, [FILE], { file: FILE, content: applyEdit(source, mutant.edit) }).length > 0;
      } catch {
        return false;
      }
    },
  };
}
