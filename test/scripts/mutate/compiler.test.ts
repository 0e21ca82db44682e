import { expect } from "chai";
import { CompileError } from "../../../scripts/mutate/compiler.ts";
import { compileSmall } from "./source.ts";

const codeOf = (code: string) => compileSmall(code).map(({ name, bytecode }) => `${name}: ${bytecode.object}`);

describe("the compiler of the mutation test", () => {
  it("gives the same code for the same program, however it is written", () => {
    const plain = "contract Small { function f(uint256 a) external pure returns (uint256) { return a + 1; } }";
    const spoken = plain.replace("return", "/* one more */\n return");
    expect(codeOf(spoken)).to.deep.equal(codeOf(plain));
    expect(codeOf(plain.replace("a + 1", "a + 2"))).not.to.deep.equal(codeOf(plain));
  });

  it("compiles also what runs out of stack on the fast way", () => {
    const locals = Array.from({ length: 20 }, (_, i) => `uint256 v${i} = a + ${i};`).join(" ");
    const sum = Array.from({ length: 20 }, (_, i) => `v${i}`).join(" ^ ");
    const [code] = codeOf(`contract Small { function f(uint256 a) external pure returns (uint256) { ${locals} return ${sum}; } }`);
    expect(code).to.match(/^Small: [\da-f]{100,}$/);
  });

  it("says what is wrong with a source", () => {
    expect(() => compileSmall("contract Small { function f() external { nobody(); } }")).to.throw(CompileError, /Undeclared identifier/);
  });
});
