import { ERRORS, type ErrorEntry } from "./error-table.ts";

export type ErrorCode = keyof typeof ERRORS;
export type ErrorDetails = Record<string, string | number | bigint | undefined>;

const fill = (text: string, details: ErrorDetails): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (details[name] === undefined ? whole : String(details[name])));

/** An error that a person is meant to read. `message` is what happened; `why` and `remedy` complete it. */
export class MusterError extends Error {
  override readonly name = "MusterError";
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  readonly why: string;
  readonly remedy: string;
  /** The same act may succeed later without any change. */
  readonly retryable: boolean;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    const entry: ErrorEntry = ERRORS[code];
    super(fill(entry.what, details), options);
    this.code = code;
    this.details = details;
    this.why = fill(entry.why, details);
    this.remedy = fill(entry.remedy, details);
    this.retryable = entry.retryable ?? false;
  }

  /** The error as it was before it crossed a wire. Its details are in the sentences already. */
  static fromJSON({ code, message, why, remedy }: ReturnType<MusterError["toJSON"]>): MusterError {
    return Object.assign(new MusterError(code), { message, why, remedy });
  }

  /** What crosses a wire: no stack, no cause. */
  toJSON(): { code: ErrorCode; message: string; why: string; remedy: string } {
    return { code: this.code, message: this.message, why: this.why, remedy: this.remedy };
  }
}

export const isErrorCode = (name: string): name is ErrorCode => Object.hasOwn(ERRORS, name);
