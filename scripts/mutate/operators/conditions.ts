// Conditions that always or never hold, hold the other way round, or forget a part.
import { type Node, nodeAt, nodesAt, operatorSpan, type Span, spanOf, textOf } from "../syntax.ts";
import { type Operator, without } from "./operator.ts";

/** A call of `require` or `assert`. */
export const isGuard = (node: Node): boolean =>
  node.nodeType === "FunctionCall" && /^(require|assert)$/.test(nodeAt(node, "expression")?.name ?? "");

const LOOPS = new Set(["ForStatement", "WhileStatement", "DoWhileStatement"]);
const CHOICES = new Set(["IfStatement", "Conditional"]);

const conditionOf = (node: Node): Node | undefined => (isGuard(node) ? nodesAt(node, "arguments")[0] : nodeAt(node, "condition"));

/** Not for loops: one without an end is only a slow way to fail. */
export const conditionTrue: Operator = (node) => {
  const condition = isGuard(node) || CHOICES.has(node.nodeType) ? conditionOf(node) : undefined;
  return condition ? [{ span: spanOf(condition), text: "true" }] : [];
};

export const conditionFalse: Operator = (node) => {
  const condition = LOOPS.has(node.nodeType) || CHOICES.has(node.nodeType) ? conditionOf(node) : undefined;
  return condition ? [{ span: spanOf(condition), text: "false" }] : [];
};

export const conditionNegated: Operator = (node, _ancestors, { source }) => {
  const condition = isGuard(node) || CHOICES.has(node.nodeType) ? conditionOf(node) : undefined;
  return condition ? [{ span: spanOf(condition), text: `!(${textOf(source, condition)})` }] : [];
};

/** One round fewer. `relational` makes the one round more. */
export const loopBound: Operator = (node, _ancestors, { source }) => {
  const condition = LOOPS.has(node.nodeType) ? nodeAt(node, "condition") : undefined;
  const left = condition && nodeAt(condition, "leftExpression");
  return left && condition.operator === "<" ? [{ span: spanOf(left), text: `${textOf(source, left)} + 1` }] : [];
};

const isLogical = (node: Node | undefined): boolean => node?.operator === "&&" || node?.operator === "||";

/** The operands of `a && b && c`, which the tree has as `(a && b) && c`. */
function operands(node: Node, operator: string | undefined): Node[] {
  const [left, right] = [nodeAt(node, "leftExpression"), nodeAt(node, "rightExpression")];
  return node.operator === operator && left && right ? [...operands(left, operator), right] : [node];
}

export const dropOperand: Operator = (node, [parent]) => {
  if (!isLogical(node) || (parent?.operator === node.operator && parent?.leftExpression === node)) return [];
  const spans: Span[] = operands(node, node.operator).map(spanOf);
  return spans.map((_, i) => without(spans, i));
};

export const logical: Operator = (node, _ancestors, { source }) => {
  const left = isLogical(node) ? nodeAt(node, "leftExpression") : undefined;
  return left ? [{ span: operatorSpan(source, left, "&&"), text: node.operator === "&&" ? "||" : "&&" }] : [];
};
