import type { z } from "zod";
import type { pathParameters } from "./wire/asked.ts";
import type { FileShape, RouteShape, routes } from "./wire.ts";

/** The types that follow from the table of routes. */
export type Route = keyof typeof routes;
type Shape<R extends Route> = (typeof routes)[R];

/** What follows a name up to the next slash is the kind of file. */
type Bare<Name> = Name extends `${infer Front}.${string}` ? Front : Name;

type NamesIn<Path> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<Rest>
  : Path extends `${string}:${infer Name}`
    ? Bare<Name>
    : never;

type Parsed<Of, Key extends keyof RouteShape> = Of extends { [K in Key]: infer Schema extends z.ZodType } ? z.output<Schema> : undefined;

/** What somebody asks of a route, after it has been checked. */
export type Asked<R extends Route> = {
  path: { [Name in Extract<NamesIn<R>, keyof typeof pathParameters>]: z.output<(typeof pathParameters)[Name]> };
  query: Parsed<Shape<R>, "query">;
  body: Parsed<Shape<R>, "body">;
};

/** What a route answers, before it is JSON; files may be sent piece by piece. */
export type Answer<R extends Route> =
  Shape<R> extends { answer: infer Schema extends z.ZodType } ? z.output<Schema> : string | ReadableStream<Uint8Array>;

/** Answers of a client: files whole. */
export type Given<R extends Route> = Shape<R> extends { answer: FileShape } ? string : Answer<R>;

/** Ids that are numbers may be given as such. */
type Loose<Value> = string extends Value ? Value | number : Value;

/** What a client may ask, before it is text. */
export type QueryOf<R extends Route> =
  Shape<R> extends { query: infer Schema extends z.ZodType }
    ? { [Name in keyof z.input<Schema>]: Loose<z.input<Schema>[Name]> }
    : Record<string, never>;

export type BodyOf<R extends Route> = Shape<R> extends { body: infer Schema extends z.ZodType } ? z.input<Schema> : undefined;
