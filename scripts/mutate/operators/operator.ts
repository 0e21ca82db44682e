import type { Node, Source, Span } from "../syntax.ts";

/** One change of a text. */
export type Edit = { span: Span; text: string };

export type Context = {
  source: Source;
  /** A declaration of any file and what it is declared in. */
  declaration(id: number | null | undefined): { node: Node; parent: Node | undefined } | undefined;
};

/** The changes that begin at this node. Those that do not compile are sorted out later. */
export type Operator = (node: Node, ancestors: Node[], context: Context) => Edit[];

/** Takes one of several neighbours out, together with what joins it to the next or, at the end, to the one before. */
export function without(spans: Span[], index: number): Edit {
  const [before, own, after] = [spans[index - 1], spans[index] as Span, spans[index + 1]];
  const span = after ? { start: own.start, end: after.start } : { start: before?.end ?? own.start, end: own.end };
  return { span, text: "" };
}
