// Why an operation's signal aborts when Terraform asks the plugin to stop.

export class StoppedError extends Error {
  readonly code = "STOPPED";

  constructor() {
    super("Terraform asked the plugin to stop");
    this.name = "StoppedError";
  }
}
