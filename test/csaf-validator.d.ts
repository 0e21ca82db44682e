// The validator of the secvisogram project is plain JavaScript.
declare module "@secvisogram/csaf-validator-lib/*" {
  type Finding = { message?: string; instancePath: string };
  type Result = { isValid?: boolean; errors?: Finding[]; warnings?: Finding[] };
  const tests: Record<string, (document: unknown) => Result | Promise<Result>>;
  export = tests;
}
