// All the ways in which the operators break the contracts, each with a name that survives changes elsewhere.
import { OPERATORS, type OperatorName } from "./operators/index.ts";
import type { Context, Edit, Operator } from "./operators/operator.ts";
import { type Node, SKIP, type Source, type Span, spanOf, textAt, walk } from "./syntax.ts";

/** What names a mutant without line numbers: the same change of the same text in the same function. */
export type Key = {
  file: string;
  function: string;
  operator: OperatorName;
  original: string;
  mutated: string;
  /** Which one, where a function has the same text several times. */
  occurrence: number;
};

export type Mutant = Key & {
  /** Its number among all mutants of the contracts as they are. */
  id: number;
  line: number;
  edit: Edit;
};

export const keyOf = ({ file, function: name, operator, original, mutated, occurrence }: Key): string =>
  JSON.stringify([file, name, operator, original, mutated, occurrence]);

/** What declares without doing. */
const DECLARATIVE = new Set([
  "ImportDirective",
  "PragmaDirective",
  "StructuredDocumentation",
  "StructDefinition",
  "EventDefinition",
  "ErrorDefinition",
  "EnumDefinition",
  "UserDefinedValueTypeDefinition",
  "UsingForDirective",
  "ParameterList",
  "OverrideSpecifier",
  "ElementaryTypeName",
  "UserDefinedTypeName",
  "ArrayTypeName",
  "Mapping",
]);

const isDeclarative = (node: Node): boolean => DECLARATIVE.has(node.nodeType) || node.contractKind === "interface";

/** Longer surroundings would tie a mutant's name to text that has nothing to do with it. */
const MAX_SURROUNDINGS = 140;

const SURROUNDING =
  /Operation$|Assignment$|Conditional|Call$|Access$|TupleExpression|Statement$|Return|Invocation$|^VariableDeclaration$|^Yul(?!Block)/;

/** Says little by itself. */
const LEAF = /^(Literal|Identifier|MemberAccess|YulLiteral)$/;

/** The text that an edit is shown in: the smallest expression or statement around it, else the lines that it is in. */
function surroundings(source: Source, { span }: Edit, nodes: Node[]): Span {
  for (const node of nodes) {
    const own = spanOf(node);
    if (LEAF.test(node.nodeType) || own.end - own.start <= span.end - span.start) continue;
    if (own.end - own.start > MAX_SURROUNDINGS || !SURROUNDING.test(node.nodeType)) break;
    if (own.start <= span.start && span.end <= own.end) return own;
  }
  const end = source.bytes.indexOf("\n", span.end);
  return { start: source.bytes.lastIndexOf("\n", span.start) + 1, end: end < 0 ? source.bytes.length : end };
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

export function applyEdit(
  source: Pick<Source, "bytes">,
  { span, text }: Edit,
  within: Span = { start: 0, end: source.bytes.length },
): string {
  return textAt(source, { start: within.start, end: span.start }) + text + textAt(source, { start: span.end, end: within.end });
}

const NAMED = /^(ContractDefinition|FunctionDefinition|ModifierDefinition)$/;

/** `Contract.function`, or the constant's name where there is no function. */
function placeOf(ancestors: Node[]): string {
  const named = ancestors.filter((node) => NAMED.test(node.nodeType) || node.stateVariable === true || node.constant === true);
  return named
    .map(({ name, kind }) => name || kind)
    .reverse()
    .join(".");
}

type Found = { operator: OperatorName; edit: Edit; nodes: Node[] };

/** Every edit once, also where two operators agree on it. */
function editsOf(source: Source, declaration: Context["declaration"]): Found[] {
  const found = new Map<string, Found>();
  walk(source.tree, (node, ancestors) => {
    if (isDeclarative(node)) return SKIP;
    for (const [operator, edits] of Object.entries(OPERATORS) as [OperatorName, Operator][])
      for (const edit of edits(node, ancestors, { source, declaration })) {
        const { span, text } = edit;
        const change = `${span.start}-${span.end} ${text}`;
        if (!found.has(change)) found.set(change, { operator, edit, nodes: [node, ...ancestors] });
      }
  });
  return [...found.values()];
}

function indexDeclarations(trees: Node[]): Context["declaration"] {
  const byId = new Map<number, { node: Node; parent: Node | undefined }>();
  for (const tree of trees)
    walk(tree, (node, [parent]) => {
      if (node.id !== undefined) byId.set(node.id, { node, parent });
    });
  return (id) => (typeof id === "number" ? byId.get(id) : undefined);
}

const lineOf = (source: Source, { start }: Span): number => textAt(source, { start: 0, end: start }).split("\n").length;

/** @param all The trees of everything that the sources refer to. */
export function findMutants(sources: Source[], all: Node[]): Mutant[] {
  const declaration = indexDeclarations(all);
  const mutants: Mutant[] = [];
  for (const source of sources) {
    const counts = new Map<string, number>();
    for (const { operator, edit, nodes } of editsOf(source, declaration)) {
      const shown = surroundings(source, edit, nodes);
      const [original, mutated] = [oneLine(textAt(source, shown)), oneLine(applyEdit(source, edit, shown))];
      const key = { file: source.file, function: placeOf(nodes), operator, original, mutated, occurrence: 1 };
      const name = keyOf(key);
      key.occurrence += counts.get(name) ?? 0;
      counts.set(name, key.occurrence);
      mutants.push({ ...key, id: mutants.length + 1, line: lineOf(source, edit.span), edit });
    }
  }
  return mutants;
}
