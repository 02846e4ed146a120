// What a person who steers the tenant did wrong: a bad seed, setting, clock or fault.

export class ControlError extends Error {
  readonly code = "TENANT_CONTROL";
  override readonly name = "ControlError";
}
