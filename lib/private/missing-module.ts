// Whether an error says that a package is not installed.

// By shape: Jest loads modules in realms of their own, where `instanceof Error` is false.
export const isMissingModule = (error: unknown, name: string): boolean =>
  typeof error === "object" &&
  error !== null &&
  "code" in error &&
  error.code === "MODULE_NOT_FOUND" &&
  String(error).includes(name);
