// How the parts of the plugin say what they do; the protocol decides where the lines go.

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

/** A logger that adds `fields` to every line. */
export function withFields(logger: Logger, fields: LogFields): Logger {
  return {
    trace: (message, more) => logger.trace(message, { ...fields, ...more }),
    debug: (message, more) => logger.debug(message, { ...fields, ...more }),
    info: (message, more) => logger.info(message, { ...fields, ...more }),
    warn: (message, more) => logger.warn(message, { ...fields, ...more }),
    error: (message, more) => logger.error(message, { ...fields, ...more }),
  };
}
