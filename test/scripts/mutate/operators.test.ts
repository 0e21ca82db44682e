import { expect } from "chai";
import type { Mutant } from "../../../scripts/mutate/mutants.ts";
import { OPERATORS, type OperatorName } from "../../../scripts/mutate/operators/index.ts";
import { small } from "./source.ts";

const CONTRACT = `
type Id is uint32;
enum Kind { None, First, Second }
library Right { uint8 internal constant READ = 1; uint8 internal constant WRITE = 2; uint8 internal constant WRITE_TOO = 2; }
contract Base { constructor() {} }
contract Small is Base {
  struct Range { uint32 first; uint32 last; bool closed; }
  error Refused(uint256 a, uint256 b);
  event Moved(address from, address to, uint256 amount);
  uint256 total;
  bytes32 digest;
  Range range;
  Kind kind;
  modifier guarded(uint256 a) { require(a != 0); ++total; _; }
  modifier checked() { require(total != 0); _; }
`;

/** A member of the contract, or statements of one of its functions. */
const inContract = (code: string): string => {
  const member = /^(function|constructor)/.test(code)
    ? code
    : `function f(uint256 a, uint256 b, address c, address d) external {\n${code}\n}`;
  return `${CONTRACT}${member}\n}`;
};

/** What an operator makes of a source, mutant by mutant. */
const CASES: Record<OperatorName, [code: string, mutated: string[]][]> = {
  "delete-statement": [
    ["total = a;", ["{}"]],
    ["total += a; // and so on", ["{} // and so on"]],
    ["emit Moved(c, d, a) /* ; */ ;", ["{}"]],
    ["if (a == 0) revert Refused(a, b);", ["if (a == 0) {}"]],
    ["delete digest;", ["{}"]],
    ["for (; a < b; ++a) { if (a == 3) break; }", ["for (; a < b; ) { if (a == 3) break; }", "for (; a < b; ++a) { if (a == 3) {} }"]],
    ["for (a = 1; a < b; ) {}", ["for (; a < b; ) {}"]],
    ["require(a != 0); assert(b != 0);", []],
  ],
  "empty-modifier": [["constructor() Base() {}", ["modifier guarded(uint256 a) { _; }"]]],
  "drop-modifier": [
    ["function f() external guarded(1) checked {}", ["function f() external checked {}", "function f() external guarded(1) {}"]],
    ["constructor() Base() {}", []],
  ],
  "return-default": [
    ["function f(uint256 a) external pure returns (uint256) { return a; }", ["return 0"]],
    ["function f(bool a) external pure returns (bool) { return a; }", ["return false"]],
    [
      "function f(address a) external pure returns (address, bytes4) { return (a, 0x12345678); }",
      ["return (address(0), 0x12345678)", "return (a, 0)"],
    ],
    ["function f(Id a, Kind b) external pure returns (Id, Kind) { return (a, b); }", ["return (Id.wrap(0), b)", "return (a, Kind(0))"]],
    ["function f(Small a) external pure returns (Small) { return a; }", ["return Small(address(0))"]],
    ['function f() external pure returns (string memory) { return "x"; }', ['return ""']],
    ["function f() external view returns (Range memory) { return range; }", []],
  ],
  "condition-true": [
    ["require(a < b, Refused(a, b));", ["require(true, Refused(a, b))"]],
    ["if (a < b) total = 1;", ["if (true) total = 1"]],
    ["total = a < b ? 1 : 2;", ["true ? 1 : 2"]],
    ["while (a < b) ++a;", []],
  ],
  "condition-false": [
    ["if (a < b) total = 1;", ["if (false) total = 1"]],
    ["total = a < b ? 1 : 2;", ["false ? 1 : 2"]],
    ["while (a < b) ++a;", ["while (false) ++a"]],
    ["require(a < b);", []],
  ],
  "condition-negated": [
    ["require(a < b && b != 0);", ["require(!(a < b && b != 0))"]],
    ["if (a < b) total = 1;", ["if (!(a < b)) total = 1"]],
  ],
  "loop-bound": [
    ["for (; a < b; ++a) {}", ["for (; a + 1 < b; ++a) {}"]],
    ["for (; a <= b; ++a) {}", []],
  ],
  "drop-operand": [
    ["require(a > 0 && b > 0 && c != d);", ["b > 0 && c != d", "a > 0 && c != d", "a > 0 && b > 0"]],
    ["require(a > 0 || b > 0 && c != d);", ["b > 0 && c != d", "a > 0", "c != d", "b > 0"]],
    ["require((a > 0 || b > 0) && c != d);", ["c != d", "(a > 0 || b > 0)", "b > 0", "a > 0"]],
  ],
  logical: [["require(a > 0 && (b > 0 || c != d));", ["a > 0 || (b > 0 || c != d)", "b > 0 && c != d"]]],
  relational: [
    ["total = a < b ? 1 : 2;", ["a <= b"]],
    ["total = a <= b ? 1 : 2;", ["a < b"]],
    ["total = a > b ? 1 : 2;", ["a >= b"]],
    ["total = a >= b ? 1 : 2;", ["a > b"]],
    ["total = a == b ? 1 : 2;", ["a != b"]],
    ["total = a /* == ‖ */ != b ? 1 : 2;", ["a /* == ‖ */ == b"]],
  ],
  arithmetic: [
    ["total = a + b;", ["a - b"]],
    ["total = a - b;", ["a + b"]],
    ["total = a * b;", ["a / b"]],
    ["total = a / b;", ["a * b"]],
    ["total = a % b;", ["a * b"]],
    ["total = a ** b;", ["a * b"]],
  ],
  bitwise: [
    ["total = a & b;", ["a | b"]],
    ["total = a | b;", ["a & b"]],
    ["total = a ^ b;", ["a & b"]],
    ["total = a << b;", ["a >> b"]],
    ["total = a >> b;", ["a << b"]],
  ],
  assignment: [
    ["total += a;", ["total -= a", "total = a"]],
    ["total -= a;", ["total += a", "total = a"]],
    ["total *= a;", ["total /= a", "total = a"]],
    ["total |= a;", ["total &= a", "total = a"]],
    ["total <<= a;", ["total >>= a", "total = a"]],
    ["total = a;", []],
  ],
  increment: [
    ["a++;", ["a--"]],
    ["--a;", ["++a"]],
  ],
  "drop-sign": [
    ["require(!range.closed);", ["range.closed"]],
    ["total = ~a;", ["a"]],
  ],
  literal: [
    ["total = a + 1_000;", ["a + 1001", "a + 999"]],
    ["total = a & 0x0f;", ["a & 0x10", "a & 0x0e"]],
    ["total = 14 days;", ["total = (14 days + 1)", "total = (14 days - 1)"]],
    ["total = a + 0;", ["a + 1"]],
    ["total = a + type(uint96).max;", ["a + (type(uint96).max - 1)"]],
    ["c == address(0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed);", []],
  ],
  boolean: [["range.closed = true;", ["range.closed = false"]]],
  text: [
    ['digest = keccak256("Claim(uint256 deviceId)");', ['keccak256("")']],
    ['digest = keccak256("");', []],
  ],
  "swap-arguments": [
    ["emit Moved(c, d, a);", ["Moved(d, c, a)"]],
    ["revert Refused(a, b);", ["Refused(b, a)"]],
    ["range = Range({first: uint32(a), last: uint32(b), closed: true});", ["Range({first: uint32(b), last: uint32(a), closed: true})"]],
    ["range = Range(1, 2, true);", ["Range(2, 1, true)"]],
    ["revert Refused(a, a);", []],
  ],
  "drop-hashed": [
    ["digest = keccak256(abi.encode(a, c, b));", ["abi.encode(c, b)", "abi.encode(a, b)", "abi.encode(a, c)"]],
    ["digest = keccak256(abi.encodePacked(a));", []],
  ],
  "enum-neighbour": [
    ["kind = Kind.First;", ["kind = Kind.None", "kind = Kind.Second"]],
    ["kind = Kind.None;", ["kind = Kind.First"]],
    ["kind = Kind.Second;", ["kind = Kind.First"]],
  ],
  "constant-neighbour": [
    ["total = a & Right.READ;", ["a & Right.WRITE"]],
    ["total = a & Right.WRITE;", ["a & Right.READ"]],
  ],
  "yul-opcode": [
    ["assembly { a := add(shl(1, b), and(a, b)) }", ["sub(shl(1, b), and(a, b))", "shr(1, b)", "or(a, b)"]],
    ["assembly { if lt(a, b) { b := xor(a, b) } }", ["gt(a, b)", "and(a, b)"]],
  ],
  "yul-literal": [["assembly { a := shr(0x20, b) }", ["shr(0x21, b)", "shr(0x1f, b)"]]],
  "yul-condition": [
    ["assembly { if a { b := a } }", ["if 0 { b := a }", "if 1 { b := a }"]],
    ["assembly { for {} a {} { a := b } }", ["for {} 0 {} { a := b }"]],
  ],
  "yul-delete": [["assembly { mstore(0, a) b := a }", ["assembly { b := a }", "assembly { mstore(0, a) }"]]],
};

describe("the operators of the mutation test", () => {
  for (const [operator, cases] of Object.entries(CASES) as [OperatorName, (typeof CASES)[OperatorName]][]) {
    describe(operator, () => {
      for (const [code, expected] of cases)
        it(`${expected.length > 0 ? expected.join(" and ") : "nothing"} from ${code}`, () => {
          const { mutants, compiles } = small(inContract(code));
          const isOwn = ({ function: name }: Mutant) => operator === "empty-modifier" || /\.(f|constructor)$/.test(name);
          const made = mutants.filter((mutant) => mutant.operator === operator && isOwn(mutant));
          expect(made.map(({ mutated }) => mutated)).to.deep.equal(expected);
          for (const mutant of made) expect(compiles(mutant), mutant.mutated).to.equal(true);
        });
    });
  }

  it("are all tried above", () => expect(Object.keys(CASES)).to.have.members(Object.keys(OPERATORS)));

  it("leave alone what only declares: imports, types, events, errors, interfaces", () => {
    const { mutants } = small(`
      interface Asked { function f(uint256 a) external returns (bool); }
      error Refused(uint256 a, uint256 b);
      struct List { uint256[3] items; }
      enum Kind { None, First }
    `);
    expect(mutants).to.deep.equal([]);
  });
});
