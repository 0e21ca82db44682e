// Values taken for others of their type: arguments, members of an enum, constants; and values left out of a hash.
import { type Node, nodeAt, nodesAt, type Span, spanOf, textAt, textOf, typeOf } from "../syntax.ts";
import { type Edit, type Operator, without } from "./operator.ts";

/** Types that may stand for each other in a call. */
const interchangeable = (node: Node): string =>
  typeOf(node)
    .replace(/^int_const .*/, "number")
    .replace(" payable", "");

/** Every two arguments of one type, of calls, events, errors and structs. */
export const swapArguments: Operator = (node, _ancestors, { source }) => {
  if (node.nodeType !== "FunctionCall" || node.kind === "typeConversion") return [];
  const values = nodesAt(node, "arguments");
  return values.flatMap((left, i) =>
    values.slice(i + 1).flatMap((right): Edit[] => {
      const [a, b] = [textOf(source, left), textOf(source, right)];
      if (interchangeable(left) !== interchangeable(right) || a === b) return [];
      const span = { start: spanOf(left).start, end: spanOf(right).end };
      const between = textAt(source, { start: spanOf(left).end, end: spanOf(right).start });
      return [{ span, text: `${b}${between}${a}` }];
    }),
  );
};

/** What `abi.encode` gathers for a hash, less one. */
export const dropHashed: Operator = (node) => {
  const callee = node.nodeType === "FunctionCall" ? nodeAt(node, "expression") : undefined;
  if (!/^encode(Packed)?$/.test(callee?.memberName ?? "") || nodeAt(callee as Node, "expression")?.name !== "abi") return [];
  const spans = nodesAt(node, "arguments").map(spanOf);
  return spans.length < 2 ? [] : spans.map((_, i) => without(spans, i));
};

/** The name in `x` or in `y.x`. */
function nameSpan(node: Node): Span {
  return typeof node.memberLocation === "string" ? spanOf({ nodeType: "", src: node.memberLocation }) : spanOf(node);
}

export const enumNeighbour: Operator = (node, _ancestors, { declaration }) => {
  const list = node.nodeType === "MemberAccess" ? nodeAt(node, "expression") : undefined;
  if (!list || !typeOf(list).startsWith("type(enum ")) return [];
  const names = nodesAt(declaration(list.referencedDeclaration)?.node ?? list, "members").map(({ name }) => name);
  const own = names.indexOf(node.memberName);
  return [names[own - 1], names[own + 1]].flatMap((name) => (name ? [{ span: nameSpan(node), text: name }] : []));
};

/** The next constant of the same place and type that has another value. */
export const constantNeighbour: Operator = (node, _ancestors, { declaration }) => {
  if (node.nodeType !== "Identifier" && node.nodeType !== "MemberAccess") return [];
  const { node: own, parent } = declaration(node.referencedDeclaration) ?? {};
  if (!own?.constant || !parent) return [];
  const siblings = nodesAt(parent, "nodes").filter((other) => other.constant && typeOf(other) === typeOf(own));
  const others = [...siblings.slice(siblings.indexOf(own) + 1), ...siblings.slice(0, siblings.indexOf(own))];
  const literalOf = (variable: Node) => nodeAt(variable, "value")?.value;
  const next = others.find((other) => literalOf(other) === undefined || literalOf(other) !== literalOf(own));
  return next?.name ? [{ span: nameSpan(node), text: next.name }] : [];
};
