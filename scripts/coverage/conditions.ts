import solc from "solc";

/** One operand of a decision: what an `if`, a `require`, a loop or a `?:` asks, and each side of `&&` and `||`. */
export type Condition = {
  file: string;
  line: number;
  text: string /** Lines in the watched file. */;
  seen: { true: number; false: number };
};

type Node = { nodeType: string; src: string; [key: string]: unknown };

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "nodeType" in value;
const isJunction = ({ nodeType, operator }: Node): boolean => nodeType === "BinaryOperation" && (operator === "&&" || operator === "||");

function operandsOf(node: Node): Node[] {
  if (isJunction(node)) return [node.leftExpression, node.rightExpression].flatMap((side) => operandsOf(side as Node));
  const [inner, ...others] = node.nodeType === "TupleExpression" ? (node.components as Node[]) : [];
  return inner && others.length === 0 ? operandsOf(inner) : [node];
}

/** What a node decides upon, if it does. */
function decisionOf(node: Node): Node | undefined {
  if (isJunction(node)) return node;
  const { nodeType, condition, expression } = node;
  if (nodeType === "FunctionCall" && isNode(expression) && expression.name === "require") return (node.arguments as Node[])[0];
  return isNode(condition) ? condition : undefined;
}

/** Without those of assembly, in which no function can be called. */
function* nodesOf(value: unknown): Generator<Node> {
  if (isNode(value) && value.nodeType === "InlineAssembly") return;
  if (isNode(value)) yield value;
  if (typeof value === "object" && value !== null) for (const child of Object.values(value)) yield* nodesOf(child);
}

function parse(file: string, text: string): unknown {
  const settings = { stopAfter: "parsing", outputSelection: { "*": { "": ["ast"] } } };
  const input = { language: "Solidity", sources: { [file]: { content: text } }, settings };
  return JSON.parse(solc.compile(JSON.stringify(input))).sources[file].ast;
}

/**
 * The source with every operand passed through a function of its own, whose two lines tell, once a tool for line
 * coverage has watched them, whether the operand was ever true and ever false.
 */
export function watch(file: string, text: string): { text: string; conditions: Condition[] } {
  const bytes = Buffer.from(text); // the compiler counts bytes
  const operands = new Map<string, Node>();
  for (const node of nodesOf(parse(file, text)))
    for (const operand of operandsOf(decisionOf(node) ?? ({ nodeType: "TupleExpression", components: [] } as unknown as Node)))
      if (operand.src) operands.set(operand.src, operand);

  const places = [...operands.keys()].map((src) => src.split(":").map(Number) as [start: number, length: number]);
  const name = (i: number) => `__condition${i}`;
  const marks = places.flatMap(([start, length], i) => [
    { at: start, rank: -length, text: `${name(i)}(` },
    { at: start + length, rank: length - bytes.length, text: ")" },
  ]);
  // Where several begin the longest comes first, where several end the shortest.
  marks.sort((a, b) => a.at - b.at || a.rank - b.rank);
  const pieces: string[] = [];
  let from = 0;
  for (const mark of marks) {
    pieces.push(bytes.subarray(from, mark.at).toString(), mark.text);
    from = mark.at;
  }
  const watched = `${pieces.join("")}${bytes.subarray(from).toString()}`;

  const first = watched.split("\n").length;
  const functions = places.map(
    (_, i) => `function ${name(i)}(bool c) pure returns (bool) {\nif (c) {\nreturn true;\n}\nreturn false;\n}\n`,
  );
  const conditions = places.map(
    ([start, length], i): Condition => ({
      file,
      line: bytes.subarray(0, start).toString().split("\n").length,
      text: bytes
        .subarray(start, start + length)
        .toString()
        .replace(/\s+/g, " "),
      seen: { true: first + 6 * i + 2, false: first + 6 * i + 4 },
    }),
  );
  return { text: watched + functions.join(""), conditions };
}
