// Statements that do not happen, guards that do not guard, answers that are nothing.
import { type Node, nodeAt, nodesAt, spanOf, statementSpan, textOf, typeOf } from "../syntax.ts";
import { isGuard } from "./conditions.ts";
import type { Operator } from "./operator.ts";

const DELETABLE = new Set(["EmitStatement", "RevertStatement", "Break", "Continue"]);

/** `require` is left to `condition-true`, which makes the same of it. */
export const deleteStatement: Operator = (node, [parent], { source }) => {
  const expression = node.nodeType === "ExpressionStatement" ? nodeAt(node, "expression") : undefined;
  if (!DELETABLE.has(node.nodeType) && (!expression || isGuard(expression))) return [];
  if (parent?.loopExpression === node) return [{ span: spanOf(node), text: "" }];
  return [{ span: statementSpan(source, node), text: parent?.initializationExpression === node ? ";" : "{}" }];
};

/** A modifier that only goes on. One of a single step is left to the operators that take the step away. */
export const emptyModifier: Operator = (node, _ancestors, { source }) => {
  const body = node.nodeType === "ModifierDefinition" ? nodeAt(node, "body") : undefined;
  if (!body || nodesAt(body, "statements").length < 3) return [];
  return [{ span: statementSpan(source, body), text: "{ _; }" }];
};

export const dropModifier: Operator = (node) =>
  node.nodeType === "ModifierInvocation" && node.kind === "modifierInvocation" ? [{ span: spanOf(node), text: "" }] : [];

/** The zero of a type as an expression; nothing for structs and arrays. */
function zeroOf(type: string): string | undefined {
  const [, sort, name] = /^(?:(enum|contract) )?([\w.]+)/.exec(type) ?? [];
  if (sort === "enum") return `${name}(0)`;
  if (sort === "contract") return `${name}(address(0))`;
  if (type === "bool") return "false";
  if (/^(u?int\d+$|int_const)/.test(type)) return "0";
  if (/^address( payable)?$/.test(type)) return "address(0)";
  if (/^bytes\d+$/.test(type)) return `${type}(0)`;
  if (/^(string|bytes|literal_string)\b/.test(type)) return '""';
  return name === type ? `${name}.wrap(0)` : undefined;
}

export const returnDefault: Operator = (node, _ancestors, { source }) => {
  const expression = node.nodeType === "Return" ? nodeAt(node, "expression") : undefined;
  if (!expression) return [];
  const values: Node[] = typeOf(expression).startsWith("tuple(") ? nodesAt(expression, "components") : [expression];
  return values.flatMap((value) => {
    const zero = zeroOf(typeOf(value));
    return zero && zero !== textOf(source, value) ? [{ span: spanOf(value), text: zero }] : [];
  });
};
