/** The command line or a setting cannot be understood. Exit code 2; everything else that fails is 1. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly remedy: string;

  constructor(message: string, remedy = "Run the command with --help to see how it is used.", options?: ErrorOptions) {
    super(message, options);
    this.remedy = remedy;
  }
}
