// What keeps the plugin from starting and is no bug of its own. Its message, one line, is all that the user sees.

export class LaunchError extends Error {
  readonly code = "LAUNCH";

  constructor(message: string) {
    super(message.replaceAll("\n", " "));
    this.name = "LaunchError";
  }
}
