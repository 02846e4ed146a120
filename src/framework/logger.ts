// The logger that all parts of the plugin use. The protocol decides where its lines go.

export type LogLevel = "trace" | "debug" | "info" | "warn" | "error";

/** Values are small and printable. A `Secret` prints as a placeholder. */
export type LogFields = { readonly [key: string]: unknown };

export type Logger = {
  readonly [Level in LogLevel]: (message: string, fields?: LogFields) => void;
};

/** For tests, and for whoever does not listen. */
export const silentLogger: Logger = {
  trace: () => {},
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
};
